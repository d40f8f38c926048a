package io.mapache.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Failure;
import io.mapache.contracts.Digest;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * A version of a model, as the trainer tells of it.
 *
 * @param kind {@code frozen} or {@code fine-tuned}
 * @param training id of the training that made it
 */
public record Version(String model, int number, String kind, String training, Digest bundle) {

  /**
   * @param model as the trainer tells of it
   * @param asked empty for the champion
   * @throws Failure if the model has no such version
   */
  static Version of(JsonNode model, Optional<Integer> asked) {
    String name = model.path("model").asText();
    int number =
        asked.orElseGet(
            () -> {
              if (!model.path("champion").isInt()) {
                throw new Failure(
                    "%s has no champion. Name a version, such as %s@1".formatted(name, name));
              }
              return model.path("champion").intValue();
            });
    return find(model, version -> version.number() == number)
        .orElseThrow(
            () ->
                new Failure(
                    "%s has no version %d. Look at them: ./mapache models"
                        .formatted(name, number)));
  }

  /** The first version of a model that is wanted. */
  public static Optional<Version> find(JsonNode model, Predicate<Version> wanted) {
    return StreamSupport.stream(model.path("versions").spliterator(), false)
        .map(version -> read(model.path("model").asText(), version))
        .filter(wanted)
        .findFirst();
  }

  private static Version read(String model, JsonNode version) {
    return new Version(
        model,
        version.path("version").asInt(),
        version.path("kind").asText(),
        version.path("training").asText(),
        new Digest(version.path("bundle").asText()));
  }

  @Override
  public String toString() {
    return model + "@" + number;
  }
}
