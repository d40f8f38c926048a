package io.mapache.ingest.upload;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Name;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ImageCaptured;
import io.mapache.contracts.event.ImageLabeled;
import java.util.Optional;

/**
 * What a sender says about an image, normalised.
 *
 * @param label empty for an image that is to be predicted
 * @param name what the sender calls it, such as its file's name
 * @param source who says so: sources that disagree about a label are in conflict
 * @param split fixes the split; otherwise the digest or the group decides
 * @param group keeps near duplicates in one split
 * @param correction wins over what other sources say
 */
public record Upload(
    String dataset,
    Optional<String> label,
    Optional<String> name,
    String source,
    Optional<Split> split,
    Optional<String> group,
    boolean correction) {

  /** The source of a sender that gives no other. */
  public static final String DEFAULT_SOURCE = "http";

  private static final int MAX_TEXT = 500;

  /**
   * @throws IllegalArgumentException naming the field, what it is and what was expected
   */
  public Upload {
    Name.identifier("dataset", dataset);
    label = label.map(Name::label);
    name = name.map(text -> text("name", text));
    source = text("source", source);
    group = group.map(text -> text("group", text));
    if (label.isEmpty() && (split.isPresent() || group.isPresent() || correction)) {
      throw new IllegalArgumentException(
          "label: missing (expected: a label, where split, group or correction is given)");
    }
  }

  /** What is announced once the image is stored. */
  Event event(Digest digest, ImageFacts facts) {
    return label.isPresent()
        ? new ImageLabeled(
            dataset,
            digest,
            label.get(),
            source,
            name.orElse(null),
            facts.format(),
            facts.width(),
            facts.height(),
            facts.bytes(),
            split.orElse(null),
            group.orElse(null),
            correction)
        : new ImageCaptured(
            dataset,
            digest,
            source,
            name.orElse(null),
            facts.format(),
            facts.width(),
            facts.height(),
            facts.bytes());
  }

  static String text(String field, String text) {
    if (text == null
        || text.isBlank()
        || text.length() > MAX_TEXT
        || text.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "%s: '%s' (expected: 1 to %d characters, no control characters)"
              .formatted(field, text, MAX_TEXT));
    }
    return text;
  }
}
