package io.mapache.models.bundle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.util.List;

/**
 * {@code golden.json}: a few inputs and what the model must answer to them, wherever it is loaded.
 *
 * @param imageSize edge the images are resized to before the base reads them
 * @param examples usually 8
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Golden(int imageSize, List<Example> examples) {

  public Golden {
    if (examples == null || examples.isEmpty()) {
      throw new IllegalArgumentException("golden: no examples (expected: at least 1)");
    }
    examples = List.copyOf(examples);
  }

  /**
   * @param png the image, losslessly (base64 in JSON); not to be modified
   * @param probabilities of every class, as the head gives them (before any temperature); not to be
   *     modified
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Example(byte[] png, float[] probabilities) {}

  public byte[] toJson() {
    return Json.write(this);
  }

  /**
   * @throws IOException if the bytes are no golden file; the message says why
   */
  public static Golden parse(byte[] json) throws IOException {
    return Json.read(json, Golden.class, "golden.json");
  }
}
