package io.mapache.models.bundle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * {@code bundle.json}: one trained candidate of a model, immutable. Its version number is given
 * when it is registered, so it is not in here. Everything large is a blob of its own, named here by
 * digest (lower-case SHA-256 hex); the digest of the bundle is that of the bytes of this file.
 * Readers ignore unknown fields.
 *
 * @param model name of the model
 * @param candidate {@link #FROZEN} or {@link #FINE_TUNED}
 * @param training id of the training that made it
 * @param created when the training wrote it
 * @param classes sorted names; probabilities come in this order
 * @param signature what goes in and comes out
 * @param base digest of {@code base.onnx}, shared between versions
 * @param head digest of {@code head.onnx}
 * @param golden digest of {@code golden.json}
 * @param weights digest of the tensors that the base was written from
 * @param manifest digest of the manifest of the snapshot
 * @param parent digest of the bundle whose base or head the training started from; null for
 *     ImageNet
 * @param champion digest of the bundle it was compared with; null if there was none
 * @param recipe all settings of the training
 * @param metrics of the evaluation
 * @param temperature divides the logits before probabilities are read as confidence; 1 if not
 *     fitted
 * @param novelty null in bundles that were written before it was known
 * @param codeVersion of the program that trained it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Bundle(
    String model,
    String candidate,
    String training,
    Instant created,
    List<String> classes,
    Signature signature,
    String base,
    String head,
    String golden,
    String weights,
    String manifest,
    String parent,
    String champion,
    JsonNode recipe,
    JsonNode metrics,
    double temperature,
    Novelty novelty,
    String codeVersion) {

  public static final String FROZEN = "frozen";
  public static final String FINE_TUNED = "fine-tuned";

  public Bundle {
    require(model, "model");
    require(base, "base");
    require(head, "head");
    require(golden, "golden");
    require(weights, "weights");
    if (classes == null || classes.size() < 2) {
      throw new IllegalArgumentException("bundle: classes " + classes + " (expected: at least 2)");
    }
    if (signature == null) {
      throw new IllegalArgumentException("bundle: no signature");
    }
    if (!FROZEN.equals(candidate) && !FINE_TUNED.equals(candidate)) {
      throw new IllegalArgumentException(
          "bundle: candidate `%s` (expected: %s or %s)".formatted(candidate, FROZEN, FINE_TUNED));
    }
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException(
          "bundle: temperature " + temperature + " (expected: a number above 0)");
    }
    classes = List.copyOf(classes);
  }

  private static void require(String value, String field) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("bundle: `" + field + "` is missing");
    }
  }

  /** The bytes of {@code bundle.json}; the same bundle gives the same bytes. */
  public byte[] toJson() {
    return Json.write(this);
  }

  /** SHA-256 of {@link #toJson()}: of what this program writes, not of what it may have read. */
  public String digest() {
    return Json.sha256(toJson());
  }

  /**
   * @throws IOException if the bytes are no bundle; the message says which field
   */
  public static Bundle parse(byte[] json) throws IOException {
    return Json.read(json, Bundle.class, "bundle.json");
  }
}
