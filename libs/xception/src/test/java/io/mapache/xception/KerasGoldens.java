package io.mapache.xception;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mapache.imaging.Decoded;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.Resize;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What Keras 3.15 (TensorFlow 2.21) computed with the ImageNet base on eight pictures. */
public final class KerasGoldens {

  private KerasGoldens() {}

  /** The numbers of an array file, {@code <f4} in C order (format: numpy.lib.format, 1.0). */
  public static float[] floats(String file) {
    byte[] bytes = bytes(file);
    int header = 10 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
    String described = new String(bytes, 10, header - 10, StandardCharsets.US_ASCII);
    if (!described.contains("'<f4'") || !described.contains("'fortran_order': False")) {
      throw new IllegalArgumentException(file + " is not float32 in C order: " + described);
    }
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
      return new ObjectMapper().readTree(bytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<String> lines(String file) {
    return new String(bytes(file), StandardCharsets.UTF_8).lines().toList();
  }

  /** One of the eight pictures as the base reads it: {@code [size,size,3]}, 0..255. */
  public static float[] picture(int number, int size) {
    Decoded decoded = new ImageDecoder().decode(bytes("image_" + number + ".png"));
    return Resize.bilinear(((Decoded.Image) decoded).picture(), size);
  }

  private static byte[] bytes(String file) {
    try (InputStream in = KerasGoldens.class.getResourceAsStream("keras/" + file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
