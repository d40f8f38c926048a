package io.mapache.ingest.upload;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.blobs.DamagedBlobException;
import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ImageEvent;
import io.mapache.imaging.Decoded;
import io.mapache.imaging.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where images come in. An image is taken when it decodes in full, then its bytes are made durable,
 * then its event is acknowledged: in this order, so that an event never points to nothing.
 *
 * <p>Any number of callers; each blocks until its image is decided.
 */
public final class Door {

  private final Incoming incoming;
  private final Decoding decoding;
  private final BlobStore blobs;
  private final Announcer announcer;

  public Door(Incoming incoming, Decoding decoding, BlobStore blobs, Announcer announcer) {
    this.incoming = incoming;
    this.decoding = decoding;
    this.blobs = blobs;
    this.announcer = announcer;
  }

  /**
   * @param image a whole file; read to its end, or to the limit; not closed
   * @throws IOException if it cannot be read: its sender has gone, and nothing is left
   */
  public Intake take(Upload upload, InputStream image) throws IOException {
    try (Incoming.Body body = incoming.receive(image)) {
      return body.whole() ? decide(upload, body) : new Intake.Oversized(incoming.limit());
    } catch (DiskException e) {
      return new Intake.Unavailable("the disk does not take the image: " + e.getCause());
    }
  }

  /**
   * Takes an image again whose bytes are here: for another label, or another dataset. The bytes are
   * written before the event as ever, so a collector cannot come in between.
   *
   * @return empty if they are not here
   */
  public Optional<Intake> takeAgain(Upload upload, Digest image) throws IOException {
    Optional<InputStream> stored = blobs.open(BlobKind.IMAGE, image.hex());
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream bytes = stored.get()) {
      return Optional.of(take(upload, bytes));
    } catch (DamagedBlobException e) {
      return Optional.of(new Intake.Unavailable(e.getMessage()));
    }
  }

  /**
   * Lets an image or a label out; returns when that is acknowledged.
   *
   * @param withdrawal made by {@link Withdrawal}
   */
  public void release(ImageEvent withdrawal) throws NotAnnouncedException {
    announcer.announce(withdrawal);
  }

  private Intake decide(Upload upload, Incoming.Body body) throws DiskException {
    Optional<Decoded> decoded = decoding.of(body.file());
    if (decoded.isEmpty()) {
      return new Intake.Unavailable("too many images are waiting to be decoded");
    }
    if (decoded.get() instanceof Decoded.Refused refused) {
      return new Intake.Refused(refused.reason(), refused.detail());
    }
    Decoded.Image image = (Decoded.Image) decoded.get();
    return keep(upload, body.file(), facts(image, body.bytes()));
  }

  private Intake keep(Upload upload, Path file, ImageFacts facts) throws DiskException {
    BlobStore.Put put;
    try {
      put = blobs.put(BlobKind.IMAGE, file);
    } catch (IOException e) {
      throw new DiskException(e);
    }
    Digest digest = new Digest(put.digest());
    try {
      announcer.announce(upload.event(digest, facts));
    } catch (NotAnnouncedException e) {
      return new Intake.Unavailable(e.getMessage());
    }
    return new Intake.Accepted(digest, put.existed(), facts);
  }

  private static ImageFacts facts(Decoded.Image image, long bytes) {
    Picture picture = image.picture();
    String format = image.format().name().toLowerCase(Locale.ROOT);
    return new ImageFacts(format, picture.width(), picture.height(), bytes);
  }
}
