package io.mapache.inference.prediction.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.inference.prediction.web.Bodies.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodiesTest {

  private static final int LIMIT = 200_000;

  private final Bodies bodies = new Bodies(LIMIT, 2 * LIMIT);

  @Test
  void readsAnAnnouncedBodyWhole() throws IOException {
    byte[] sent = bytes(150_000);
    assertThat(whole(bodies.read(stream(sent), sent.length)).bytes()).isEqualTo(sent);
  }

  @Test
  void readsABodyOfUnknownLengthWhole() throws IOException {
    for (int length : new int[] {0, 1, 65_536, 65_537, 150_000, LIMIT}) {
      byte[] sent = bytes(length);
      Body.Whole body = whole(bodies.read(stream(sent), -1));
      assertThat(body.bytes()).isEqualTo(sent);
      bodies.release(body);
    }
    assertThat(bodies.free()).isEqualTo(2 * LIMIT);
  }

  @Test
  void refusesWhatIsOverTheLimitAnnouncedOrNot() throws IOException {
    byte[] sent = bytes(LIMIT + 1);
    assertThat(bodies.read(stream(sent), sent.length)).isEqualTo(new Body.TooLarge(LIMIT));
    assertThat(bodies.read(stream(sent), -1)).isEqualTo(new Body.TooLarge(LIMIT));
    assertThat(bodies.free()).isEqualTo(2 * LIMIT);
  }

  @Test
  void refusesWhatDoesNotFitBesideTheOthersUntilOneOfThemIsDone() throws IOException {
    Body.Whole first = whole(bodies.read(stream(bytes(LIMIT)), LIMIT));
    Body.Whole second = whole(bodies.read(stream(bytes(150_000)), -1));
    assertThat(bodies.read(stream(bytes(100_000)), 100_000)).isEqualTo(new Body.NoRoom());
    assertThat(bodies.read(stream(bytes(100_000)), -1)).isEqualTo(new Body.NoRoom());
    bodies.release(first);
    bodies.release(second);
    assertThat(bodies.free()).isEqualTo(2 * LIMIT);
    assertThat(bodies.read(stream(bytes(100_000)), -1)).isInstanceOf(Body.Whole.class);
  }

  @Test
  void aConnectionThatBreaksLeavesNothingBehind() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }
        };
    assertThatThrownBy(() -> bodies.read(broken, 1000)).hasMessage("reset");
    assertThat(bodies.free()).isEqualTo(2 * LIMIT);
  }

  @Test
  void allTogetherMayNotHaveLessThanOne() {
    assertThatThrownBy(() -> new Bodies(100, 99))
        .hasMessageContaining("mapache.inference.prediction.max-bodies: 99");
  }

  private static Body.Whole whole(Body body) {
    return (Body.Whole) body;
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
