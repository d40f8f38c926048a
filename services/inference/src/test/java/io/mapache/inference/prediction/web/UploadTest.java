package io.mapache.inference.prediction.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.inference.prediction.web.Bodies.Body;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UploadTest {

  private static final int LIMIT = 200_000;
  private static final long UNKNOWN = Bodies.UNKNOWN;

  private final Bodies bodies = new Bodies(LIMIT, 2 * LIMIT);

  @Test
  void aBodyIsWholeInWhateverPiecesItCame() {
    byte[] sent = bytes(150_000);
    for (int piece : new int[] {1000, 65_536, 150_000}) {
      for (long announced : new long[] {sent.length, UNKNOWN}) {
        Body.Whole body = whole(send(bodies.upload(announced), sent, piece));
        assertThat(body.bytes()).isEqualTo(sent);
        bodies.release(body);
      }
    }
    assertThat(bodies.free()).isEqualTo(2 * LIMIT);
  }

  @Test
  void aBodyMayBeEmptyOrAsLargeAsTheLimit() {
    for (int length : new int[] {0, 1, 65_536, 65_537, LIMIT}) {
      byte[] sent = bytes(length);
      Body.Whole body = whole(send(bodies.upload(UNKNOWN), sent, 10_000));
      assertThat(body.bytes()).isEqualTo(sent);
      bodies.release(body);
    }
    assertThat(bodies.free()).isEqualTo(2 * LIMIT);
  }

  @Test
  void whatIsOverTheLimitIsRefusedAtItsEndAnnouncedOrNot() {
    byte[] sent = bytes(LIMIT + 1);
    for (long announced : new long[] {sent.length, UNKNOWN}) {
      assertThat(send(bodies.upload(announced), sent, 50_000)).isEqualTo(new Body.TooLarge(LIMIT));
      assertThat(bodies.free()).isEqualTo(2 * LIMIT);
    }
  }

  @Test
  void aSenderThatGoesOnForLongIsNotListenedToForEver() {
    Upload upload = bodies.upload(UNKNOWN);
    Buffer piece = Buffer.buffer(bytes(LIMIT));
    assertThat(upload.add(piece)).isTrue();
    assertThat(upload.add(piece)).isTrue();
    assertThat(upload.add(piece)).isTrue();
    assertThat(upload.add(piece)).isFalse();
  }

  @Test
  void aBodyTakesTheRoomOfWhatHasComeNotOfWhatIsAnnounced() {
    Upload slow = bodies.upload(LIMIT);
    slow.add(Buffer.buffer(bytes(1000)));
    assertThat(bodies.free()).isGreaterThan(LIMIT);
    slow.abandon();
    assertThat(bodies.free()).isEqualTo(2 * LIMIT);
  }

  @Test
  void whatDoesNotFitBesideTheOthersIsRefusedUntilOneOfThemIsDone() {
    Body.Whole first = whole(send(bodies.upload(LIMIT), bytes(LIMIT), LIMIT));
    Body.Whole second = whole(send(bodies.upload(UNKNOWN), bytes(150_000), 50_000));
    assertThat(send(bodies.upload(100_000), bytes(100_000), 50_000)).isEqualTo(new Body.NoRoom());
    assertThat(send(bodies.upload(UNKNOWN), bytes(100_000), 50_000)).isEqualTo(new Body.NoRoom());
    bodies.release(first);
    bodies.release(second);
    assertThat(bodies.free()).isEqualTo(2 * LIMIT);
    assertThat(send(bodies.upload(UNKNOWN), bytes(100_000), 50_000)).isInstanceOf(Body.Whole.class);
  }

  private static Body send(Upload upload, byte[] bytes, int piece) {
    for (int at = 0; at < bytes.length; at += piece) {
      upload.add(Buffer.buffer(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece))));
    }
    return upload.end();
  }

  private static Body.Whole whole(Body body) {
    return (Body.Whole) body;
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
