package io.mapache.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.contracts.Json;
import io.mapache.imaging.Decoded;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.Resize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.zip.GZIPInputStream;

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

  /** One of the pictures, {@code [150, 150, 3]}, 0..255. */
  public static float[] picture(int number) {
    Decoded decoded = new ImageDecoder().decode(bytes("image_" + number + ".png"));
    return Resize.bilinear(((Decoded.Image) decoded).picture(), 150);
  }

  /** The numbers of a gzip of little-endian uint16 in 128ths. */
  public static float[] quantised(String file) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes(file)))) {
      ShortBuffer shorts =
          ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
      float[] numbers = new float[shorts.remaining()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Short.toUnsignedInt(shorts.get(i)) / 128f;
      }
      return numbers;
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
