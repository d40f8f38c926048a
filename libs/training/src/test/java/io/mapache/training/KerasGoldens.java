package io.mapache.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.contracts.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What Keras 3.15 (TensorFlow 2.21) computed on the features of eight pictures. */
public final class KerasGoldens {

  /** The eight pictures, of two classes. */
  public static final int[] BINARY_LABELS = {0, 1, 0, 1, 0, 1, 1, 0};

  /** The same, of four. */
  public static final int[] CLASS_LABELS = {0, 1, 0, 1, 0, 1, 2, 3};

  private KerasGoldens() {}

  /** The numbers of an array file, {@code <f4} in C order (format: numpy.lib.format, 1.0). */
  public static float[] floats(String file) {
    byte[] bytes = bytes(file);
    int header = 10 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
    float[] numbers = new float[(bytes.length - header) / Float.BYTES];
    ByteBuffer.wrap(bytes, header, bytes.length - header)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(numbers);
    return numbers;
  }

  public static JsonNode json(String file) {
    try {
      return Json.mapper().readTree(bytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String file) {
    try (InputStream in = KerasGoldens.class.getResourceAsStream("keras/" + file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
