package io.mapache.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Failure;
import io.mapache.contracts.Digest;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * The version that is to be trained again.
 *
 * @param frozen bundle of the frozen candidate of the same training
 */
record Replayed(String model, int version, String kind, Digest bundle, Digest frozen) {

  private static final String FROZEN = "frozen";

  /**
   * @param model as the trainer tells of it
   * @param asked empty for the champion
   * @throws Failure if the model has no such version
   */
  static Replayed of(JsonNode model, Optional<Integer> asked) {
    String name = model.path("model").asText();
    int number =
        asked.orElseGet(
            () -> {
              if (!model.path("champion").isInt()) {
                throw new Failure(
                    "%s has no champion. Name a version: ./mapache replay %s@1"
                        .formatted(name, name));
              }
              return model.path("champion").intValue();
            });
    JsonNode version =
        find(model, one -> one.path("version").asInt() == number)
            .orElseThrow(
                () ->
                    new Failure(
                        "%s has no version %d. Look at them: ./mapache models"
                            .formatted(name, number)));
    JsonNode frozen =
        find(
                model,
                one ->
                    one.path("training").equals(version.path("training"))
                        && one.path("kind").asText().equals(FROZEN))
            .orElseThrow(
                () ->
                    new Failure(
                        "%s@%d cannot be replayed: the frozen candidate of its training is not"
                                .formatted(name, number)
                            + " registered, so nobody knows its base"));
    return new Replayed(
        name,
        number,
        version.path("kind").asText(),
        new Digest(version.path("bundle").asText()),
        new Digest(frozen.path("bundle").asText()));
  }

  private static Optional<JsonNode> find(JsonNode model, Predicate<JsonNode> wanted) {
    return StreamSupport.stream(model.path("versions").spliterator(), false)
        .filter(wanted)
        .findFirst();
  }

  @Override
  public String toString() {
    return model + "@" + version;
  }
}
