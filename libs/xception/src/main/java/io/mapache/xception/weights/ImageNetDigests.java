package io.mapache.xception.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The SHA-256 of each tensor of the ImageNet base, to say where another base differs from it. */
final class ImageNetDigests {
  private static final String RESOURCE = "imagenet.sha256";

  private ImageNetDigests() {}

  /** Names of the tensors whose values are not those of ImageNet, in table order. */
  static List<String> differing(BaseWeights base) {
    Map<String, String> expected = read();
    return base.architecture().table().tensors().stream()
        .map(tensor -> tensor.name())
        .filter(name -> !digest(base.tensor(name)).equals(expected.get(name)))
        .toList();
  }

  private static String digest(float[] values) {
    return HexFormat.of().formatHex(BaseWeights.sha256().digest(BaseWeights.littleEndian(values)));
  }

  /** Lines of {@code sha256sum}: digest, two blanks, name. */
  static Map<String, String> read() {
    try (InputStream in = ImageNetDigests.class.getResourceAsStream(RESOURCE)) {
      Map<String, String> digests = new HashMap<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        digests.put(line.substring(66), line.substring(0, 64));
      }
      return digests;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
