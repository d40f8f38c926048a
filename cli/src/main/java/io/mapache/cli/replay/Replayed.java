package io.mapache.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Failure;
import io.mapache.cli.models.Version;
import io.mapache.contracts.Digest;

/**
 * The version that is to be trained again.
 *
 * @param frozen bundle of the frozen candidate of the same training
 */
record Replayed(Version version, Digest frozen) {

  private static final String FROZEN = "frozen";

  /**
   * @param model as the trainer tells of it
   * @throws Failure if nobody knows what the version was trained from
   */
  static Replayed of(JsonNode model, Version version) {
    return Version.find(
            model, one -> one.training().equals(version.training()) && one.kind().equals(FROZEN))
        .map(frozen -> new Replayed(version, frozen.bundle()))
        .orElseThrow(
            () ->
                new Failure(
                    version
                        + " cannot be replayed: the frozen candidate of its training is not"
                        + " registered, so nobody knows its base"));
  }
}
