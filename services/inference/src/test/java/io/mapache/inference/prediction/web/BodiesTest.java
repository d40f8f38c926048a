package io.mapache.inference.prediction.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BodiesTest {

  private final Bodies bodies = new Bodies(100, 200);

  @Test
  void workThatNeedsRoomHasItUntilItIsDoneOrHasFailed() {
    CompletableFuture<String> work = new CompletableFuture<>();
    assertThat(bodies.withRoom(150, () -> work)).isPresent();
    assertThat(bodies.withRoom(100, () -> work)).isEmpty();
    work.complete("done");
    assertThat(bodies.free()).isEqualTo(200);
    assertThatThrownBy(
            () ->
                bodies.withRoom(
                    150,
                    () -> {
                      throw new IllegalStateException("failed");
                    }))
        .hasMessage("failed");
    assertThat(bodies.free()).isEqualTo(200);
  }

  @Test
  void allTogetherMayNotHaveLessThanOne() {
    assertThatThrownBy(() -> new Bodies(100, 99))
        .hasMessageContaining("mapache.inference.prediction.max-bodies: 99");
  }
}
