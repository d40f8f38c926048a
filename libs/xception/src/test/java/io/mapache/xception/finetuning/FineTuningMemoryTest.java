package io.mapache.xception.finetuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.models.Head;
import io.mapache.xception.ImageNet;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class FineTuningMemoryTest {

  /** The second step is the first that has Adam's state, gradients and activations side by side. */
  @Test
  void trainsEverythingAtBatch32BelowFiveGigabytes() {
    Settings settings = new Settings(150, 1e-5, 0.2, 1, 2, "cpu");
    try (FineTuning tuning =
        FineTuning.start(ImageNet.weights(), Head.fresh(2, 1), FineTuneFrom.ALL, settings)) {
      FloatBuffer batch = FloatBuffer.allocate(32 * tuning.exampleSize());
      tuning.step(batch, new int[32]);
      tuning.step(batch, new int[32]);
    }
    ResidentMemory.peak().ifPresent(peak -> assertThat(peak).isLessThan(5_000_000_000L));
  }
}
