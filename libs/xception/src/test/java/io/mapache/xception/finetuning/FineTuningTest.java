package io.mapache.xception.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.mapache.models.Head;
import io.mapache.xception.network.Architecture;
import io.mapache.xception.network.TensorTable.Tensor;
import io.mapache.xception.weights.BaseWeights;
import io.mapache.xception.weights.Bases;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On an Xception with an eighth of the channels: the same blocks, a sixtieth of the work. */
class FineTuningTest {
  private static final int SIZE = 71;
  private static final int[] LABELS = {0, 1, 2, 1};
  private static final FineTuneFrom BLOCK13 = FineTuneFrom.of("block13");

  private final BaseWeights base = Bases.random(Architecture.narrowed(8), 7);
  private final Head head = head(3);
  @TempDir private Path folder;

  @Test
  void learnsTheBatchItIsShownAgainAndAgain() {
    try (FineTuning tuning = start(FineTuneFrom.ALL, settings(1e-3, 0))) {
      FloatBuffer batch = batch(tuning, 4);
      double first = tuning.step(batch, LABELS).loss();
      for (int i = 0; i < 10; i++) {
        tuning.step(batch, LABELS);
      }
      assertThat(tuning.step(batch, LABELS).loss()).isLessThan(first / 2);
    }
  }

  @Test
  void movesEveryTrainableTensorFromTheBlockOnAndNothingElse() {
    try (FineTuning tuning = start(BLOCK13, settings(1e-3, 0))) {
      tuning.step(batch(tuning, 4), LABELS);
      BaseWeights tuned = tuning.weights().base();
      for (Tensor tensor : base.architecture().table().tensors()) {
        boolean trains =
            tensor.trainable() && base.architecture().number(tensor.layer().block()) >= 13;
        float[] before = base.tensor(tensor.name());
        float[] after = tuned.tensor(tensor.name());
        if (trains) {
          assertThat(after).as(tensor.name()).isNotEqualTo(before);
        } else {
          assertThat(after).as(tensor.name()).isSameAs(before);
        }
      }
    }
  }

  @Test
  void collectsGradientsThatAgreeWithFiniteDifferences() {
    String gamma = "block14_sepconv1_bn/gamma";
    try (FineTuning tuning = start(BLOCK13, settings(1e-3, 0))) {
      FloatBuffer batch = batch(tuning, 4);
      double norm = tuning.gradientNorms(batch, LABELS).get(gamma);
      double sum = 0;
      for (int i = 0; i < base.tensor(gamma).length; i++) {
        double slope =
            (lossWith(gamma, i, 5e-3f, batch) - lossWith(gamma, i, -5e-3f, batch)) / 1e-2;
        sum += slope * slope;
      }
      assertThat(norm).isCloseTo(Math.sqrt(sum), within(0.01 * norm));
    }
  }

  @Test
  void givesTheSameResultForTheSameSeedAndAnotherForAnother() {
    List<float[]> kernels =
        List.of(1L, 1L, 2L).stream()
            .map(
                seed -> {
                  Settings settings = new Settings(SIZE, 1e-3, 0.2, seed, 1, "cpu");
                  try (FineTuning tuning = start(BLOCK13, settings)) {
                    steps(tuning, 3);
                    return tuning.weights().head().kernel();
                  }
                })
            .toList();
    assertThat(kernels.get(1)).isEqualTo(kernels.get(0));
    assertThat(kernels.get(2)).isNotEqualTo(kernels.get(0));
  }

  @Test
  void collectsTheSameGradientsInTwoSharesAsInOne() {
    Map<String, Double> inOne = gradientsOf32(1);
    gradientsOf32(2)
        .forEach(
            (tensor, norm) ->
                assertThat(norm).as(tensor).isCloseTo(inOne.get(tensor), withinPercentage(0.1)));
  }

  private Map<String, Double> gradientsOf32(int threads) {
    try (FineTuning tuning = start(BLOCK13, new Settings(SIZE, 1e-3, 0.2, 1, threads, "cpu"))) {
      return tuning.gradientNorms(batch(tuning, 32), labelsOf32());
    }
  }

  @Test
  void givesTheSameResultEachTimeInTwoShares() {
    TunedWeights first = threeStepsInTwoShares();
    TunedWeights second = threeStepsInTwoShares();
    assertThat(second.base().digest()).isEqualTo(first.base().digest());
    assertThat(second.head()).isEqualTo(first.head());
  }

  private TunedWeights threeStepsInTwoShares() {
    try (FineTuning tuning = start(FineTuneFrom.ALL, new Settings(SIZE, 1e-3, 0.2, 1, 2, "cpu"))) {
      FloatBuffer batch = batch(tuning, 32);
      for (int i = 0; i < 3; i++) {
        tuning.step(batch, labelsOf32());
      }
      return tuning.weights();
    }
  }

  private static int[] labelsOf32() {
    return IntStream.range(0, 32).map(i -> i % 3).toArray();
  }

  @Test
  void endsWhereItWouldHaveEndedWithoutABreak() throws IOException {
    Path file = folder.resolve("checkpoint");
    TunedWeights unbroken;
    try (FineTuning tuning = start(BLOCK13, settings(1e-3, 0.2))) {
      steps(tuning, 2);
      tuning.save(file);
      tuning.setLearningRate(5e-4);
      steps(tuning, 2);
      unbroken = tuning.weights();
    }
    try (FineTuning tuning = start(BLOCK13, settings(1e-2, 0.2))) {
      steps(tuning, 1); // whatever happened before is forgotten
      tuning.restore(file);
      assertThat(tuning.steps()).isEqualTo(2);
      assertThat(tuning.learningRate()).isEqualTo(1e-3);
      tuning.setLearningRate(5e-4);
      steps(tuning, 2);
      TunedWeights resumed = tuning.weights();
      assertThat(resumed.base().digest()).isEqualTo(unbroken.base().digest());
      assertThat(resumed.head()).isEqualTo(unbroken.head());
    }
  }

  @Test
  void refusesACheckpointThatIsDamagedOrOfAnotherFineTuning() throws IOException {
    Path file = folder.resolve("checkpoint");
    try (FineTuning tuning = start(BLOCK13, settings(1e-3, 0))) {
      tuning.save(file);
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Path damaged = Files.write(folder.resolve("damaged"), bytes);
      assertThatThrownBy(() -> tuning.restore(damaged)).hasMessageContaining("damaged or cut off");
    }
    try (FineTuning other = start(FineTuneFrom.of("block14"), settings(1e-3, 0))) {
      assertThatThrownBy(() -> other.restore(file))
          .hasMessageContaining("from block13, head of 3 classes")
          .hasMessageContaining("expected: base " + base.digest() + " from block14");
    }
  }

  @Test
  void leavesOutAFifthOfTheFeaturesInStepsAndNoneInLogits() {
    try (FineTuning tuning = start(BLOCK13, settings(1e-9, 0.2))) {
      FloatBuffer batch = batch(tuning, 4);
      float[] served = tuning.logits(batch, 4);
      float[] first = tuning.step(batch, LABELS).logits();
      float[] second = tuning.step(batch, LABELS).logits();
      assertThat(first).isNotEqualTo(served);
      assertThat(second).isNotEqualTo(first);
      assertThat(tuning.logits(batch, 4)).containsExactly(served, within(1e-4f));
    }
    float[] mask = new Dropout(0.2, 1).mask(0, 100_000);
    double sum = 0;
    int dropped = 0;
    for (float factor : mask) {
      sum += factor;
      dropped += factor == 0 ? 1 : 0;
    }
    assertThat(dropped / 100_000.0).isCloseTo(0.2, within(0.01));
    assertThat(sum / 100_000).isCloseTo(1, within(0.01));
  }

  @Test
  void stepsOnAnyThread() throws InterruptedException, ExecutionException {
    try (FineTuning tuning = start(BLOCK13, settings(1e-3, 0))) {
      FutureTask<Double> elsewhere =
          new FutureTask<>(
              () -> {
                tuning.logits(batch(tuning, 4), 4);
                return tuning.step(batch(tuning, 4), LABELS).loss();
              });
      new Thread(elsewhere).start();
      assertThat(elsewhere.get()).isFinite();
    }
  }

  @Test
  void holdsNoMoreArraysAfterManyStepsThanAfterOne() {
    try (FineTuning tuning = start(FineTuneFrom.ALL, settings(1e-3, 0.2))) {
      steps(tuning, 1);
      int held = tuning.arraysHeld();
      steps(tuning, 3);
      tuning.logits(batch(tuning, 4), 4);
      tuning.weights();
      assertThat(tuning.arraysHeld()).isEqualTo(held);
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    try (FineTuning tuning = start(BLOCK13, settings(1e-3, 0))) {
      FloatBuffer batch = batch(tuning, 4);
      assertThatThrownBy(() -> tuning.step(batch, new int[] {0, 1, 2, 3}))
          .hasMessage("label: 3 (expected: 0 to 2)");
      assertThatThrownBy(() -> tuning.step(batch, new int[5]))
          .hasMessageContaining("for 5 examples (expected: 11375, shape (5, 5, 5, 91))");
    }
    Head full = Head.fresh(3, 1);
    assertThatThrownBy(() -> FineTuning.start(base, full, BLOCK13, settings(1e-3, 0)))
        .hasMessage("head on 2048 features (expected: the 256 of the base)");
    Settings gpu = new Settings(SIZE, 1e-3, 0, 1, 1, "cuda");
    assertThatThrownBy(() -> FineTuning.start(base, head, BLOCK13, gpu))
        .hasMessageContaining("device: cuda, but ")
        .hasMessageContaining("Set device: cpu");
  }

  private FineTuning start(FineTuneFrom from, Settings settings) {
    return FineTuning.start(base, head, from, settings);
  }

  private static Settings settings(double learningRate, double dropout) {
    return new Settings(SIZE, learningRate, dropout, 1, 1, "cpu");
  }

  private static void steps(FineTuning tuning, int count) {
    FloatBuffer batch = batch(tuning, 4);
    for (int i = 0; i < count; i++) {
      tuning.step(batch, LABELS);
    }
  }

  private double lossWith(String tensor, int index, float change, FloatBuffer batch) {
    float[] values = base.tensor(tensor).clone();
    values[index] += change;
    try (FineTuning tuning =
        FineTuning.start(base.with(Map.of(tensor, values)), head, BLOCK13, settings(1e-3, 0))) {
      return Loss.of(tuning.logits(batch, 4), LABELS).value();
    }
  }

  /** Numbers about zero for a map; for an image far enough apart to be told from each other. */
  private static FloatBuffer batch(FineTuning tuning, int n) {
    Random random = new Random(3);
    float spread = tuning.exampleSize() == SIZE * SIZE * 3 ? 100 : 1;
    FloatBuffer batch = FloatBuffer.allocate(n * tuning.exampleSize());
    while (batch.hasRemaining()) {
      batch.put((float) (spread * random.nextGaussian()));
    }
    return batch.flip();
  }

  static Head head(int classes) {
    Random random = new Random(5);
    float[] kernel = new float[256 * classes];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) (0.1 * random.nextGaussian());
    }
    return new Head(classes, kernel, new float[classes]);
  }
}
