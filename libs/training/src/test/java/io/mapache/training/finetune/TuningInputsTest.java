package io.mapache.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.training.JobExit;
import io.mapache.training.process.Cancellation;
import io.mapache.training.process.JobEnd;
import io.mapache.training.process.WorkFolder;
import io.mapache.xception.finetuning.FineTuneFrom;
import io.mapache.xception.network.Architecture;
import io.mapache.xception.network.TensorTable.Tensor;
import io.mapache.xception.weights.BaseWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningInputsTest {

  private static final long GB = 1_000_000_000;

  @TempDir Path folder;

  @Test
  void aDiskThatCannotTakeTheInputsIsRefusedBeforeTheFirstByte() throws IOException {
    try (WorkFolder work = WorkFolder.take(folder, Duration.ZERO, new Cancellation())) {
      TuningInputs inputs =
          new TuningInputs(work, null, anyBase(), FineTuneFrom.of("block13"), 150, 1);
      // 9 x 9 x 728 floats are 0.24 MB.
      inputs.requireSpace(10_000, 5 * GB);
      assertThatThrownBy(() -> inputs.requireSpace(20_000, 5 * GB))
          .isInstanceOfSatisfying(
              JobEnd.class, end -> assertThat(end.exit()).isEqualTo(JobExit.RESOURCES))
          .hasMessageContaining(
              "fine-tuning from block13 keeps 0.24 MB for each of 20000 images, augmented")
          .hasMessageContaining("4.7 GB and 2 GB")
          .hasMessageContaining("5.0 GB are free");
    }
  }

  private static BaseWeights anyBase() {
    Architecture architecture = Architecture.xception();
    Map<String, float[]> tensors = new HashMap<>();
    for (Tensor tensor : architecture.table().tensors()) {
      tensors.put(tensor.name(), new float[tensor.size()]);
    }
    return BaseWeights.of(architecture, tensors);
  }
}
