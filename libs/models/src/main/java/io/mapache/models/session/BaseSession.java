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

/**
 * A graph that reads images, in ONNX Runtime: a whole base ({@code features}, {@code activation})
 * or its first blocks ({@code activation} alone). Owns one native session.
 *
 * <p>Any number of threads may compute at the same time; each call blocks for one forward pass.
 * Closing while a call runs kills the JVM: share a session through {@link Leased} only.
 */
public final class BaseSession implements AutoCloseable {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Path file;
  private final int imageSize;
  private final Map<String, int[]> shapes;
  private final Map<String, String> metadata;

  private BaseSession(OrtEnvironment environment, OrtSession session, Path file)
      throws OrtException {
    this.environment = environment;
    this.session = session;
    this.file = file;
    this.imageSize = imageSize(session, file);
    this.shapes = shapes(session);
    this.metadata = Map.copyOf(session.getMetadata().getCustomMetadata());
  }

  /**
   * Loads a graph from its file (not from bytes: that costs 150 MB more).
   *
   * @param threads intra-op threads of this session, shared by all callers
   * @throws SessionException if the file is no ONNX graph on images
   */
  public static BaseSession load(Path file, int threads) {
    if (!Files.isReadable(file)) {
      throw new SessionException("base " + file + ": no such file, or not readable");
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = options(environment, threads)) {
      OrtSession session = environment.createSession(file.toString(), options);
      try {
        return new BaseSession(environment, session, file);
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

  private static OrtSession.SessionOptions options(OrtEnvironment environment, int threads)
      throws OrtException {
    environment.setTelemetry(false);
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
    options.setIntraOpNumThreads(threads);
    // Threads that spin while idle are free on a quiet machine and 13 times slower on a busy one.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.addConfigEntry("session.inter_op.allow_spinning", "0");
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
   *     (scaling is in the graph); read during the call, not kept; position and limit are ignored
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

  /** The feature map into a direct buffer, from index 0 on; its layout is in the metadata. */
  public void activation(FloatBuffer images, int n, FloatBuffer out) {
    compute(images, n, Map.of(Names.ACTIVATION, out));
  }

  /**
   * One forward pass.
   *
   * @param outputs name to direct buffer in native order, filled from index 0 on; only these
   *     outputs are handed out
   */
  public void compute(FloatBuffer images, int n, Map<String, FloatBuffer> outputs) {
    if (n < 1) {
      throw new IllegalArgumentException(
          "base: a batch of " + n + " images (expected: at least 1)");
    }
    Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
    long[] shape = {n, imageSize, imageSize, 3};
    try (OnnxTensor input = tensor(Names.IMAGE, images, shape)) {
      for (Map.Entry<String, FloatBuffer> output : outputs.entrySet()) {
        pinned.put(
            output.getKey(), tensor(output.getKey(), output.getValue(), batch(output.getKey(), n)));
      }
      session.run(Map.of(Names.IMAGE, input), Set.of(), pinned).close();
    } catch (OrtException e) {
      throw new SessionException(
          "base " + file + " failed on " + n + " images: " + e.getMessage(), e);
    } finally {
      pinned.values().forEach(OnnxTensor::close);
    }
  }

  private long[] batch(String output, int n) {
    int[] each = shape(output);
    long[] shape = new long[each.length + 1];
    shape[0] = n;
    for (int i = 0; i < each.length; i++) {
      shape[i + 1] = each[i];
    }
    return shape;
  }

  private OnnxTensor tensor(String name, FloatBuffer buffer, long[] shape) throws OrtException {
    long floats = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (!buffer.isDirect() || buffer.order() != ByteOrder.nativeOrder()) {
      throw new IllegalArgumentException(
          "`" + name + "`: " + buffer + " (expected: direct, native order)");
    }
    if (buffer.capacity() < floats) {
      throw new IllegalArgumentException(
          "`%s`: buffer of %d floats (expected: at least %d for %s)"
              .formatted(name, buffer.capacity(), floats, Arrays.toString(shape)));
    }
    FloatBuffer exactly = buffer.duplicate().position(0).limit((int) floats);
    return OnnxTensor.createTensor(environment, exactly, shape);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new SessionException("base " + file + " did not close: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return "base " + file.getFileName() + " at " + imageSize + " px";
  }
}
