package io.mapache.xception.finetuning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.mapache.models.Head;
import io.mapache.xception.network.Architecture;
import io.mapache.xception.network.TensorTable.Tensor;
import io.mapache.xception.network.djl.LentBuffer;
import io.mapache.xception.network.djl.LibTorch;
import io.mapache.xception.network.djl.XceptionBase;
import io.mapache.xception.weights.BaseWeights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A fine-tuning: the end of a base from some block on, the head on top, and the state of Adam. What
 * trains is decided at the start and stays so (Keras decides it at {@code compile()}); running
 * statistics never change.
 *
 * <p>Owns native memory until {@link #close}: about 2.3 GB while everything trains at batch 32 and
 * 150 pixels. Nothing native leaves it. One thread at a time; a step uses threads of its own beside
 * the caller's (see {@link Passes}).
 */
public final class FineTuning implements AutoCloseable {
  private final BaseWeights start;
  private final FineTuneFrom from;
  private final Settings settings;
  private final NDManager arrays;
  private final XceptionBase network;
  private final Map<Tensor, NDArray> training;
  private final DenseHead head;
  private final Adam adam;
  private final Passes passes;
  private final Dropout dropout;
  private final List<NDArray> weights = new ArrayList<>();
  private final LentBuffer batchBuffer = new LentBuffer();
  private double learningRate;

  private FineTuning(BaseWeights base, Head head, FineTuneFrom from, Settings settings) {
    this.start = base;
    this.from = from;
    this.settings = settings;
    this.learningRate = settings.learningRate();
    this.dropout = new Dropout(settings.dropout(), settings.seed());
    this.arrays = LibTorch.open(settings.threads(), settings.device());
    LibTorch.recordNothing();
    this.network = new XceptionBase(arrays, base, from.block());
    this.head = DenseHead.of(arrays, head);
    this.training = network.train();
    weights.addAll(training.values());
    weights.add(this.head.kernel());
    weights.add(this.head.bias());
    this.adam = new Adam(arrays, weights);
    int lanes = settings.device().equals("cpu") ? settings.threads() : 1;
    this.passes =
        new Passes(
            settings.threads(),
            lanes,
            () -> new Pass(network, this.head, from.readsImages(), settings.classWeights()));
  }

  /**
   * Copies the weights into native memory and fixes what trains: the trainable tensors from that
   * block on, and the head.
   *
   * @throws IllegalArgumentException if head and base do not fit, or the device is not there
   */
  public static FineTuning start(
      BaseWeights base, Head head, FineTuneFrom from, Settings settings) {
    if (head.features() != base.architecture().features()) {
      throw new IllegalArgumentException(
          "head on %d features (expected: the %d of the base)"
              .formatted(head.features(), base.architecture().features()));
    }
    return new FineTuning(base, head, from, settings);
  }

  /**
   * Length of one example in {@link #step}: the image's {@code S*S*3} numbers, or those of the map
   * that enters the first training block, for instance 9*9*728 for {@code block13} at 150 pixels.
   */
  public int exampleSize() {
    return Math.toIntExact(inputShape(1).size());
  }

  /**
   * One step of Adam on the mean loss of a batch.
   *
   * @param batch float32 NHWC, from its position on (which stays): images 0..255 RGB, or the stored
   *     inputs of the first block that trains; copied during the call
   * @param labels class numbers from 0, one for each example
   * @return loss and logits before the step
   */
  public StepResult step(FloatBuffer batch, int[] labels) {
    requireBatch(batch, labels.length);
    for (int label : labels) {
      if (label < 0 || label >= head.classes()) {
        throw new IllegalArgumentException(
            "label: " + label + " (expected: 0 to " + (head.classes() - 1) + ")");
      }
    }
    LibTorch.recordNothing();
    try (NDManager scope = arrays.newSubManager()) {
      Pass.Outcome outcome = collectGradients(scope, batch, labels);
      adam.step(learningRate, outcome.gradients());
      return new StepResult(outcome.loss(), outcome.logits());
    }
  }

  private Pass.Outcome collectGradients(NDManager scope, FloatBuffer batch, int[] labels) {
    float[] mask =
        dropout.isOff()
            ? new float[0]
            : dropout.mask(adam.steps(), labels.length * start.architecture().features());
    return passes.run(
        scope, new Share(batch, inputShape(labels.length), labels, mask, labels.length));
  }

  /**
   * The logits of a batch as it would be served: no dropout, nothing recorded, nothing changed.
   *
   * @param batch as in {@link #step}
   * @return {@code [n, units]} in C order
   */
  public float[] logits(FloatBuffer batch, int n) {
    requireBatch(batch, n);
    LibTorch.recordNothing();
    try (NDManager scope = arrays.newSubManager()) {
      NDArray given = batchBuffer.array(scope, batch, inputShape(n));
      NDArray input = Pass.input(given, from.readsImages());
      return head.logits(network.features(input)).toFloatArray();
    }
  }

  private Shape inputShape(int n) {
    Architecture architecture = start.architecture();
    int side = architecture.inputSide(from.block(), settings.imageSize());
    return new Shape(n, side, side, architecture.inputChannels(from.block()));
  }

  private void requireBatch(FloatBuffer batch, int n) {
    long expected = inputShape(n).size();
    if (n < 1 || batch.remaining() < expected) {
      throw new IllegalArgumentException(
          "batch of %d numbers for %d examples (expected: %d, shape %s)"
              .formatted(batch.remaining(), n, expected, inputShape(n)));
    }
  }

  /** Steps made so far, those before a restored checkpoint included. */
  public int steps() {
    return adam.steps();
  }

  public double learningRate() {
    return learningRate;
  }

  /** Takes effect with the next step: for schedules. */
  public void setLearningRate(double rate) {
    learningRate = rate;
  }

  /** The weights as they are now. Tensors that do not train are shared with the start. */
  public TunedWeights weights() {
    return new TunedWeights(network.weights(), head.copy());
  }

  /**
   * Saves all that changes (weights, both moments of Adam, step count, learning rate), whole or not
   * at all: 250 MB if everything trains, 81 MB from block 13 on.
   */
  public void save(Path file) throws IOException {
    new Checkpoint(subject(), adam.steps(), learningRate).write(file, changing());
  }

  /**
   * Goes on from a saved state: the following steps give what they would have given without the
   * break.
   *
   * @throws IOException if the file is damaged or was saved by a fine-tuning of another base, block
   *     or head; nothing has changed then
   */
  public void restore(Path file) throws IOException {
    LibTorch.recordNothing();
    Checkpoint checkpoint = Checkpoint.read(file, subject(), changing());
    adam.resumeAt(checkpoint.steps());
    learningRate = checkpoint.learningRate();
  }

  private String subject() {
    return "base %s from %s, head of %d classes".formatted(start.digest(), from, head.classes());
  }

  private List<NDArray> changing() {
    List<NDArray> changing = new ArrayList<>(weights);
    changing.addAll(adam.means());
    changing.addAll(adam.variances());
    return changing;
  }

  /** L2 norm of the gradient that a batch gives to each tensor that trains; for tests. */
  Map<String, Double> gradientNorms(FloatBuffer batch, int[] labels) {
    LibTorch.recordNothing();
    try (NDManager scope = arrays.newSubManager()) {
      Iterator<NDArray> gradients = collectGradients(scope, batch, labels).gradients().iterator();
      Map<String, Double> norms = new HashMap<>();
      training.forEach((tensor, array) -> norms.put(tensor.name(), norm(gradients.next())));
      return norms;
    }
  }

  private static double norm(NDArray array) {
    double sum = 0;
    for (float value : array.toFloatArray()) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  /** Tensors of the network read back from native memory; for tests. */
  Map<String, float[]> copies() {
    return network.copies();
  }

  /** Native arrays that live as long as this fine-tuning; for tests that look for leaks. */
  int arraysHeld() {
    return arrays.getManagedArrays().size() + network.arraysHeld() + adam.arraysHeld();
  }

  @Override
  public void close() {
    passes.close();
    adam.close();
    network.close();
    arrays.close();
  }
}
