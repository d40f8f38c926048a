package io.mapache.trainer.feedback.rocksdb;

import com.fasterxml.jackson.core.type.TypeReference;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.Topic;
import io.mapache.contracts.event.ServingRole;
import io.mapache.trainer.feedback.Kept;
import io.mapache.trainer.feedback.Key;
import io.mapache.trainer.feedback.PredictionStore;
import io.mapache.trainer.feedback.Standing;
import io.mapache.trainer.feedback.VersionKey;
import io.mapache.trainer.rocksdb.Rocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * The predictions in RocksDB, for as long as Kafka keeps them, and no more than a given number: the
 * oldest go. Everything of a write is in one synchronous batch.
 *
 * <p>Owns the database; everything that touches native memory holds this object's lock, so nothing
 * is used after it was closed.
 */
public final class RocksPredictionStore implements PredictionStore, AutoCloseable {

  /** Changes when keys or values are written differently; another one means a new folder. */
  private static final String LAYOUT = "1";

  private static final Duration KEPT = Topic.PREDICTIONS.retention().orElseThrow();

  /**
   * How many are forgotten by one write at most: writes stay short, and more are not made by one.
   */
  private static final int FORGOTTEN_AT_ONCE = 2_000;

  private static final byte[] FIRST_KEY = {};
  private static final byte[] AFTER_LAST_KEY = afterLast();
  private static final byte[] COUNT_KEY = ascii("count");
  private static final byte[] STANDING = ascii("standing/");
  private static final byte[] AFTER_STANDING = ascii("standing0");

  private static final TypeReference<TreeMap<Integer, Long>> POSITIONS = new TypeReference<>() {};

  private record Written(VersionKey version, Standing standing) {}

  private final Rocks rocks;
  private final ColumnFamilyHandle answers;
  private final ColumnFamilyHandle byPrediction;
  private final ColumnFamilyHandle byTime;
  private final ColumnFamilyHandle meta;
  private final long most;
  private final Clock clock;
  private long count;
  private boolean closed;

  private RocksPredictionStore(Rocks rocks, long most, Clock clock) throws RocksDBException {
    this.rocks = rocks;
    this.answers = rocks.family(0);
    this.byPrediction = rocks.family(1);
    this.byTime = rocks.family(2);
    this.meta = rocks.family(3);
    this.most = most;
    this.clock = clock;
    byte[] written = rocks.database().get(meta, COUNT_KEY);
    this.count = written == null ? 0 : ByteBuffer.wrap(written).getLong();
  }

  /**
   * Opens the store in this folder, which is made when missing. What cannot be read is deleted:
   * Kafka has it all.
   *
   * @param most predictions that are kept
   * @throws IOException if the folder cannot be used, for example because another trainer does
   */
  public static RocksPredictionStore open(Path folder, long most, Clock clock) throws IOException {
    Rocks rocks = Rocks.open(folder, LAYOUT, List.of("by-prediction", "by-time", "meta"));
    try {
      return new RocksPredictionStore(rocks, most, clock);
    } catch (RocksDBException e) {
      rocks.close();
      throw new IOException(folder + ": " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized Map<Integer, Long> positions(Topic topic) {
    byte[] json = get(meta, positionsKey(topic));
    try {
      return json == null ? Map.of() : Json.mapper().readValue(json, POSITIONS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized Optional<Kept> find(Key key) {
    return Optional.ofNullable(get(answers, AnswerKeys.byImage(key))).map(this::kept);
  }

  @Override
  public synchronized List<Kept> of(Digest image) {
    List<Kept> found = new ArrayList<>();
    scan(answers, AnswerKeys.ofImage(image), iterator -> found.add(kept(iterator.value())));
    return found;
  }

  @Override
  public synchronized List<Kept> of(String prediction) {
    List<Kept> found = new ArrayList<>();
    scan(
        byPrediction,
        AnswerKeys.ofPrediction(prediction),
        iterator ->
            Optional.ofNullable(get(answers, iterator.value()))
                .map(this::kept)
                .ifPresent(found::add));
    found.sort(Comparator.comparing(kept -> kept.made().role() == ServingRole.SHADOW));
    return found;
  }

  @Override
  public synchronized Map<VersionKey, Standing> standings() {
    Map<VersionKey, Standing> all = new HashMap<>();
    scan(
        meta,
        STANDING,
        iterator -> {
          Written written = Json.read(iterator.value(), Written.class);
          all.put(written.version(), written.standing());
        });
    return all;
  }

  @Override
  public synchronized void write(
      List<Kept> changed,
      Map<VersionKey, Standing> standings,
      Topic topic,
      Map<Integer, Long> positions) {
    requireOpen();
    try (WriteBatch batch = new WriteBatch()) {
      long after = count;
      for (Kept kept : changed) {
        byte[] key = AnswerKeys.byImage(kept.key());
        after += get(answers, key) == null ? 1 : 0;
        batch.put(answers, key, Json.bytes(kept));
        batch.put(byPrediction, AnswerKeys.byPrediction(kept.key()), key);
        batch.put(byTime, AnswerKeys.byTime(kept.at(), kept.key()), new byte[0]);
      }
      for (Map.Entry<VersionKey, Standing> standing : standings.entrySet()) {
        batch.put(
            meta,
            standingKey(standing.getKey()),
            Json.bytes(new Written(standing.getKey(), standing.getValue())));
      }
      Map<Integer, Long> merged = new TreeMap<>(positions(topic));
      merged.putAll(positions);
      batch.put(meta, positionsKey(topic), Json.bytes(merged));
      after -= forget(batch, after);
      batch.put(meta, COUNT_KEY, ByteBuffer.allocate(Long.BYTES).putLong(after).array());
      rocks.write(batch);
      count = after;
    } catch (RocksDBException e) {
      throw failed(e);
    }
  }

  /** From the oldest on; what this batch adds is newer, or goes with a later one. */
  private int forget(WriteBatch batch, long there) throws RocksDBException {
    Instant oldest = clock.instant().minus(KEPT);
    int forgotten = 0;
    try (RocksIterator iterator = rocks.database().newIterator(byTime)) {
      iterator.seekToFirst();
      while (iterator.isValid() && forgotten < FORGOTTEN_AT_ONCE) {
        byte[] key = iterator.key();
        if (there - forgotten <= most && !AnswerKeys.time(key).isBefore(oldest)) {
          break;
        }
        batch.delete(byTime, key);
        batch.delete(answers, AnswerKeys.image(key));
        batch.delete(byPrediction, AnswerKeys.prediction(key));
        forgotten++;
        iterator.next();
      }
      iterator.status();
    }
    return forgotten;
  }

  @Override
  public synchronized void clear() {
    requireOpen();
    try (WriteBatch batch = new WriteBatch()) {
      for (ColumnFamilyHandle family : List.of(answers, byPrediction, byTime)) {
        batch.deleteRange(family, FIRST_KEY, AFTER_LAST_KEY);
      }
      batch.deleteRange(meta, STANDING, AFTER_STANDING);
      batch.delete(meta, COUNT_KEY);
      batch.delete(meta, positionsKey(Topic.PREDICTIONS));
      batch.delete(meta, positionsKey(Topic.IMAGES));
      rocks.write(batch);
      count = 0;
    } catch (RocksDBException e) {
      throw failed(e);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      rocks.close();
    }
  }

  private byte[] get(ColumnFamilyHandle family, byte[] key) {
    requireOpen();
    try {
      return rocks.database().get(family, key);
    } catch (RocksDBException e) {
      throw failed(e);
    }
  }

  private void scan(ColumnFamilyHandle family, byte[] prefix, Consumer<RocksIterator> visitor) {
    requireOpen();
    try (RocksIterator iterator = rocks.database().newIterator(family)) {
      iterator.seek(prefix);
      while (iterator.isValid() && Rocks.startsWith(iterator.key(), prefix)) {
        visitor.accept(iterator);
        iterator.next();
      }
      iterator.status();
    } catch (RocksDBException e) {
      throw failed(e);
    }
  }

  private Kept kept(byte[] json) {
    return Json.read(json, Kept.class);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store of predictions is closed");
    }
  }

  private static UncheckedIOException failed(RocksDBException e) {
    return new UncheckedIOException(
        new IOException("the store of predictions: " + e.getMessage() + ". Is the disk full?", e));
  }

  private static byte[] positionsKey(Topic topic) {
    return ascii("positions/" + topic.topicName());
  }

  private static byte[] standingKey(VersionKey version) {
    return ascii("standing/" + version.model() + "@" + version.version());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Longer than a digest of nothing but ones. */
  private static byte[] afterLast() {
    byte[] bytes = new byte[64];
    Arrays.fill(bytes, (byte) 0xff);
    return bytes;
  }
}
