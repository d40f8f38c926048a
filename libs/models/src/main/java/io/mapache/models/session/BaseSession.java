package io.mapache.models.session;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.mapache.models.graph.Names;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * A graph that reads images, in ONNX Runtime: a whole base ({@code features}, {@code activation})
 * or its first blocks ({@code activation} alone). Owns one native session.
 *
 * <p>Any number of threads may compute at the same time; each call blocks until its images are
 * computed. Closing while a call runs kills the JVM: share a session through {@link Leased} only.
 */
public final class BaseSession implements AutoCloseable {

  /**
   * Images a forward pass takes; more are computed one pass after the other. Eight cost less than
   * one by one, more gain nothing, and the session keeps the memory of its largest pass (10 MB an
   * image at 150 px) until it closes: docs/adr/0003.
   */
  private static final int PASS = 8;

  /**
   * Images of a lane's pass: small enough that what one layer writes is still in the cache of its
   * core when the next reads it, docs/adr/0012.
   */
  private static final int LANE_PASS = 2;

  /** Images of a GPU's pass: enough to keep it busy while the next ones are decoded. */
  private static final int GPU_PASS = 32;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Path file;
  private final Lanes lanes;
  private final int largestPass;
  private final int imageSize;
  private final Map<String, int[]> shapes;
  private final Map<String, String> metadata;

  private BaseSession(
      OrtEnvironment environment, OrtSession session, Path file, int lanes, int largestPass)
      throws OrtException {
    this.environment = environment;
    this.session = session;
    this.file = file;
    this.lanes = new Lanes(lanes);
    this.largestPass = largestPass;
    this.imageSize = imageSize(session, file);
    this.shapes = shapes(session);
    this.metadata = Map.copyOf(session.getMetadata().getCustomMetadata());
  }

  /**
   * Loads a graph from its file (not from bytes: that costs 150 MB more). All threads compute on
   * one pass, so a single image is answered as fast as it can be.
   *
   * @param threads intra-op threads of this session, shared by all callers
   * @throws SessionException if the file is no ONNX graph on images
   */
  public static BaseSession load(Path file, int threads) {
    return load(file, PassThreads.anywhere(threads));
  }

  /**
   * The same, with threads that may be pinned.
   *
   * @param threads whose first is the only one that may ask for a pass, if they are pinned: others
   *     are as slow as they may be
   * @throws SessionException if the file is no ONNX graph on images
   */
  public static BaseSession load(Path file, PassThreads threads) {
    return load(file, threads, 1, PASS);
  }

  /**
   * Loads a graph for whole batches: each thread computes passes of its own and waits for no other
   * at every layer. More images a second, later answers. A GPU takes the batch as it is.
   *
   * @param threads that share the images of a batch
   * @throws SessionException if the file is no ONNX graph on images
   */
  public static BaseSession loadForBatches(Path file, int threads) {
    return OnnxDevice.isCuda()
        ? load(file, PassThreads.anywhere(threads), 1, GPU_PASS)
        : load(file, PassThreads.anywhere(1), threads, LANE_PASS);
  }

  private static BaseSession load(Path file, PassThreads threads, int lanes, int largestPass) {
    if (!Files.isReadable(file)) {
      throw new SessionException("base " + file + ": no such file, or not readable");
    }
    OrtEnvironment environment = OnnxRuntime.environment();
    try (OrtSession.SessionOptions options = options(threads)) {
      OrtSession session = environment.createSession(file.toString(), options);
      FreedMemory.giveBack();
      try {
        return new BaseSession(environment, session, file, lanes, largestPass);
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new SessionException(
          "base "
              + file
              + " refused by ONNX Runtime: "
              + e.getMessage()
              + ". The file is damaged or from elsewhere; fetch or export it again.",
          e);
    }
  }

  private static OrtSession.SessionOptions options(PassThreads threads) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
    options.setIntraOpNumThreads(threads.count());
    if (threads.arePinned()) {
      options.addConfigEntry("session.intra_op_thread_affinities", threads.affinities());
    }
    // A plan per batch size, each with memory of its own: 75 MB more after 8 images, and no faster.
    options.setMemoryPatternOptimization(false);
    // Threads that spin while idle are free on a quiet machine and 13 times slower on a busy one.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.addConfigEntry("session.inter_op.allow_spinning", "0");
    OnnxDevice.addTo(options);
    return options;
  }

  private static int imageSize(OrtSession session, Path file) throws OrtException {
    NodeInfo input = session.getInputInfo().get(Names.IMAGE);
    long[] shape =
        input != null && input.getInfo() instanceof TensorInfo info ? info.getShape() : new long[0];
    if (shape.length != 4 || shape[1] <= 0 || shape[1] != shape[2] || shape[3] != 3) {
      throw new SessionException(
          "base %s: inputs %s (expected: `image` of (N,S,S,3)). Not a base of this system."
              .formatted(file, session.getInputInfo()));
    }
    return (int) shape[1];
  }

  private static Map<String, int[]> shapes(OrtSession session) throws OrtException {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    for (NodeInfo output : session.getOutputInfo().values()) {
      long[] shape = ((TensorInfo) output.getInfo()).getShape();
      shapes.put(
          output.getName(),
          Arrays.stream(shape, 1, shape.length).mapToInt(Math::toIntExact).toArray());
    }
    return shapes;
  }

  /** Edge of the square images this graph reads, in pixels. */
  public int imageSize() {
    return imageSize;
  }

  /** {@code metadata_props} of the file. */
  public Map<String, String> metadata() {
    return metadata;
  }

  public Set<String> outputs() {
    return Set.copyOf(shapes.keySet());
  }

  /** Shape of an output for one image, without the batch: {@code [2048]}, {@code [5, 5, 2048]}. */
  public int[] shape(String output) {
    int[] shape = shapes.get(output);
    if (shape == null) {
      throw new IllegalArgumentException(
          "base %s has outputs %s (asked for: %s)".formatted(file, shapes.keySet(), output));
    }
    return shape.clone();
  }

  /** Numbers of an output for one image. */
  public int size(String output) {
    return Arrays.stream(shape(output)).reduce(1, Math::multiplyExact);
  }

  /** A buffer for {@code images} images that this session reads without a copy. */
  public FloatBuffer images(int images) {
    return direct(Math.multiplyExact(images, imageSize * imageSize * 3));
  }

  /** A buffer for one output of {@code images} images that this session fills without a copy. */
  public FloatBuffer buffer(String output, int images) {
    return direct(Math.multiplyExact(images, size(output)));
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /**
   * @param images direct, native order, float32 {@code [n,S,S,3]} RGB 0..255 from index 0 on
   *     (scaling is in the graph); read during the call, not kept; the position is ignored
   * @return {@code [n][2048]}
   */
  public float[][] features(FloatBuffer images, int n) {
    FloatBuffer out = buffer(Names.FEATURES, n);
    features(images, n, out);
    float[][] features = new float[n][size(Names.FEATURES)];
    for (int i = 0; i < n; i++) {
      out.get(i * features[i].length, features[i]);
    }
    return features;
  }

  /** The same into a reused direct buffer, {@code [n,2048]} from index 0 on. */
  public void features(FloatBuffer images, int n, FloatBuffer out) {
    compute(images, n, Map.of(Names.FEATURES, out));
  }

  /**
   * The same for a caller who may have to leave before all images are computed.
   *
   * @param beforeEachPass what it throws ends the call, once no pass runs any more; called by any
   *     thread
   */
  public void features(FloatBuffer images, int n, FloatBuffer out, Runnable beforeEachPass) {
    compute(images, n, Map.of(Names.FEATURES, out), beforeEachPass);
  }

  /** The feature map into a direct buffer, from index 0 on; its layout is in the metadata. */
  public void activation(FloatBuffer images, int n, FloatBuffer out) {
    compute(images, n, Map.of(Names.ACTIVATION, out));
  }

  /** The same for a caller who may have to leave; see {@link #features}. */
  public void activation(FloatBuffer images, int n, FloatBuffer out, Runnable beforeEachPass) {
    compute(images, n, Map.of(Names.ACTIVATION, out), beforeEachPass);
  }

  /**
   * Computes some outputs of {@code n} images.
   *
   * @param outputs name to direct buffer in native order, filled from index 0 on; only these
   *     outputs are handed out
   */
  public void compute(FloatBuffer images, int n, Map<String, FloatBuffer> outputs) {
    compute(images, n, outputs, () -> {});
  }

  private void compute(
      FloatBuffer images, int n, Map<String, FloatBuffer> outputs, Runnable beforeEachPass) {
    if (n < 1) {
      throw new IllegalArgumentException(
          "base: a batch of " + n + " images (expected: at least 1)");
    }
    requireFloats(Names.IMAGE, images, n, imageSize * imageSize * 3);
    outputs.forEach((name, buffer) -> requireFloats(name, buffer, n, size(name)));
    int each = Math.min(largestPass, (n + lanes.count() - 1) / lanes.count());
    lanes.each(
        (n + each - 1) / each,
        pass -> {
          beforeEachPass.run();
          pass(images, pass * each, Math.min(each, n - pass * each), outputs);
        });
  }

  private void pass(FloatBuffer images, int first, int n, Map<String, FloatBuffer> outputs) {
    Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
    try (OnnxTensor input = tensor(images, first, n, imageSize, imageSize, 3)) {
      for (Map.Entry<String, FloatBuffer> output : outputs.entrySet()) {
        pinned.put(
            output.getKey(), tensor(output.getValue(), first, n, shapes.get(output.getKey())));
      }
      session.run(Map.of(Names.IMAGE, input), Set.of(), pinned).close();
    } catch (OrtException e) {
      throw new SessionException(
          "base " + file + " failed on " + n + " images: " + e.getMessage(), e);
    } finally {
      pinned.values().forEach(OnnxTensor::close);
    }
  }

  /** A view of images {@code first} to {@code first + n} of a buffer. */
  private OnnxTensor tensor(FloatBuffer buffer, int first, int n, int... each) throws OrtException {
    int size = Arrays.stream(each).reduce(1, Math::multiplyExact);
    long[] shape =
        LongStream.concat(LongStream.of(n), Arrays.stream(each).asLongStream()).toArray();
    return OnnxTensor.createTensor(environment, buffer.slice(first * size, n * size), shape);
  }

  private static void requireFloats(String name, FloatBuffer buffer, int n, int each) {
    if (!buffer.isDirect() || buffer.order() != ByteOrder.nativeOrder()) {
      throw new IllegalArgumentException(
          "`" + name + "`: " + buffer + " (expected: direct, native order)");
    }
    int floats = Math.multiplyExact(n, each);
    if (buffer.limit() < floats) {
      throw new IllegalArgumentException(
          "`%s`: buffer of %d floats (expected: at least %d for %d images)"
              .formatted(name, buffer.limit(), floats, n));
    }
  }

  @Override
  public void close() {
    try {
      lanes.close();
      session.close();
      FreedMemory.giveBack();
    } catch (OrtException e) {
      throw new SessionException("base " + file + " did not close: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return "base " + file.getFileName() + " at " + imageSize + " px";
  }
}
