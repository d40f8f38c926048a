package io.mapache.trainer.feedback.rocksdb;

import io.mapache.contracts.Digest;
import io.mapache.trainer.feedback.Key;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/**
 * How answers are found. By image: the 32 bytes of the digest, the prediction's id, a zero byte,
 * the version. By id: from the id on. By time: milliseconds since 1970 before the key by image.
 * Numbers are big-endian, so the order of keys is theirs.
 */
final class AnswerKeys {

  private static final int DIGEST = 32;

  private AnswerKeys() {}

  static byte[] ofImage(Digest image) {
    return HexFormat.of().parseHex(image.hex());
  }

  static byte[] byImage(Key key) {
    byte[] byPrediction = byPrediction(key);
    return ByteBuffer.allocate(DIGEST + byPrediction.length)
        .put(ofImage(key.image()))
        .put(byPrediction)
        .array();
  }

  static byte[] ofPrediction(String prediction) {
    byte[] id = prediction.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(id.length + 1).put(id).put((byte) 0).array();
  }

  static byte[] byPrediction(Key key) {
    byte[] id = ofPrediction(key.prediction());
    return ByteBuffer.allocate(id.length + Integer.BYTES).put(id).putInt(key.version()).array();
  }

  static byte[] byTime(Instant at, Key key) {
    byte[] byImage = byImage(key);
    return ByteBuffer.allocate(Long.BYTES + byImage.length)
        .putLong(at.toEpochMilli())
        .put(byImage)
        .array();
  }

  static Instant time(byte[] byTime) {
    return Instant.ofEpochMilli(ByteBuffer.wrap(byTime).getLong());
  }

  /** The key by image that a key by time ends with. */
  static byte[] image(byte[] byTime) {
    byte[] byImage = new byte[byTime.length - Long.BYTES];
    System.arraycopy(byTime, Long.BYTES, byImage, 0, byImage.length);
    return byImage;
  }

  /** The key by prediction that a key by time ends with. */
  static byte[] prediction(byte[] byTime) {
    int before = Long.BYTES + DIGEST;
    byte[] byPrediction = new byte[byTime.length - before];
    System.arraycopy(byTime, before, byPrediction, 0, byPrediction.length);
    return byPrediction;
  }
}
