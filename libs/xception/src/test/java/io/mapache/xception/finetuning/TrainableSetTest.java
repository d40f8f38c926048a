package io.mapache.xception.finetuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.models.Head;
import io.mapache.xception.layers.Classifier;
import io.mapache.xception.layers.Weight;
import io.mapache.xception.network.Architecture;
import io.mapache.xception.weights.BaseWeights;
import io.mapache.xception.weights.Bases;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What trains is fixed when a phase starts, as by Keras' {@code compile()}. */
class TrainableSetTest {

  private static final int SIZE = 71;
  private static final int CLASSES = 3;

  /** Read back from native memory, bit by bit. */
  @ParameterizedTest
  @ValueSource(strings = {"all", "block8", "block14"})
  void movesWhatTheLayersCallTrainableAndKeepsTheRestBitEqual(String from) {
    BaseWeights base = Bases.random(Architecture.narrowed(8), 7);
    Head head = FineTuningTest.head(CLASSES);
    Settings settings = new Settings(SIZE, 1e-3, 0.2, 1, 1, "cpu");
    try (FineTuning tuning = FineTuning.start(base, head, FineTuneFrom.of(from), settings)) {
      FloatBuffer batch = batch(tuning, CLASSES);
      tuning.step(batch, new int[] {0, 1, 2});
      tuning.setLearningRate(1e-4);
      tuning.step(batch, new int[] {2, 1, 0});
      tuning.logits(batch, CLASSES);
      assertThat(
              tuning.copies().entrySet().stream()
                  .filter(copy -> !Arrays.equals(copy.getValue(), base.tensor(copy.getKey())))
                  .map(Map.Entry::getKey)
                  .collect(Collectors.toSet()))
          .isEqualTo(
              Classifier.of(base.architecture(), SIZE, CLASSES)
                  .from(from)
                  .trainableWeights()
                  .stream()
                  .map(Weight::name)
                  .filter(name -> !name.startsWith("dense/"))
                  .collect(Collectors.toSet()));
    }
  }

  private static FloatBuffer batch(FineTuning tuning, int examples) {
    Random random = new Random(3);
    FloatBuffer batch = FloatBuffer.allocate(examples * tuning.exampleSize());
    while (batch.hasRemaining()) {
      batch.put(255 * random.nextFloat());
    }
    return batch.flip();
  }
}
