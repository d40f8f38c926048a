package io.mapache.xception.weights;

import io.mapache.xception.network.Architecture;
import io.mapache.xception.network.TensorTable;
import io.mapache.xception.network.TensorTable.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * All tensors of one base, as plain arrays in Keras' layout (C order, convolution {@code
 * [kh,kw,in,out]}). Immutable by agreement: arrays are shared between bases and with callers, so
 * nobody writes into them. Safe for any number of threads.
 */
public final class BaseWeights {

  /** Digest of the ImageNet base of {@code keras.applications}. */
  public static final String IMAGENET =
      "dd8fa9fc31ba124382395512a133fe425aa5c6667b16e5832bb79910d1b77829";

  private final Architecture architecture;
  private final Map<String, float[]> tensors;
  private volatile String digest;

  private BaseWeights(Architecture architecture, Map<String, float[]> tensors) {
    this.architecture = architecture;
    this.tensors = tensors;
  }

  /** A full Xception; see {@link #of(Architecture, Map)}. */
  public static BaseWeights of(Map<String, float[]> tensors) {
    return of(Architecture.xception(), tensors);
  }

  /**
   * @param tensors by name, one for each row of the architecture's table; arrays are kept, not
   *     copied
   * @throws IllegalArgumentException naming the first tensor that is missing, unknown or of a wrong
   *     size
   */
  public static BaseWeights of(Architecture architecture, Map<String, float[]> tensors) {
    TensorTable table = architecture.table();
    for (Tensor tensor : table.tensors()) {
      float[] values = tensors.get(tensor.name());
      if (values == null) {
        throw new IllegalArgumentException("tensor `" + tensor.name() + "` is missing");
      }
      requireSize(tensor, values);
    }
    tensors.keySet().forEach(table::tensor);
    return new BaseWeights(architecture, Map.copyOf(tensors));
  }

  /** What these are the weights of. */
  public Architecture architecture() {
    return architecture;
  }

  /**
   * The values of one tensor; shared, not to be modified.
   *
   * @throws IllegalArgumentException if the base has no such tensor
   */
  public float[] tensor(String name) {
    float[] values = tensors.get(name);
    if (values == null) {
      architecture.table().tensor(name); // throws, naming it
    }
    return values;
  }

  /** The same base with some tensors replaced; the arrays are kept, not copied. */
  public BaseWeights with(Map<String, float[]> replaced) {
    Map<String, float[]> all = new HashMap<>(tensors);
    replaced.forEach(
        (name, values) -> {
          requireSize(architecture.table().tensor(name), values);
          all.put(name, values);
        });
    return new BaseWeights(architecture, Map.copyOf(all));
  }

  /**
   * Lower-case SHA-256 over the little-endian float32 bytes of all tensors in table order. Computed
   * on the first call (83 MB in the full Xception), then remembered.
   */
  public String digest() {
    String known = digest;
    if (known == null) {
      known = computeDigest();
      digest = known;
    }
    return known;
  }

  private String computeDigest() {
    MessageDigest sha = sha256();
    for (Tensor tensor : architecture.table().tensors()) {
      sha.update(littleEndian(tensor(tensor.name())));
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  static byte[] littleEndian(float[] values) {
    byte[] bytes = new byte[values.length * Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return bytes;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static void requireSize(Tensor tensor, float[] values) {
    if (values.length != tensor.size()) {
      throw new IllegalArgumentException(
          "tensor `"
              + tensor.name()
              + "` holds "
              + values.length
              + " numbers (expected: "
              + tensor.size()
              + ", shape "
              + tensor.shape()
              + ")");
    }
  }
}
