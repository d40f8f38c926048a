package io.mapache.trainer.lineage;

import io.mapache.contracts.Digest;
import io.mapache.trainer.registry.Model;
import io.mapache.trainer.registry.ModelLog;
import io.mapache.trainer.registry.Version;
import io.mapache.trainer.trainings.TrainingLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where versions come from. Thread-safe. */
public final class Ancestry {

  private final ModelLog models;
  private final TrainingLog trainings;

  public Ancestry(ModelLog models, TrainingLog trainings) {
    this.models = models;
    this.trainings = trainings;
  }

  /** Empty for a version that nobody has registered. */
  public Optional<Origin> of(String model, int version) {
    return models.find(model).flatMap(found -> found.version(version).flatMap(it -> of(found, it)));
  }

  /** Whichever model has it. */
  public Optional<Origin> of(Digest bundle) {
    return models.all().stream()
        .flatMap(
            model ->
                model.versions().stream()
                    .filter(version -> version.bundle().equals(bundle))
                    .flatMap(version -> of(model, version).stream()))
        .findFirst();
  }

  private Optional<Origin> of(Model model, Version version) {
    return trainings
        .find(version.training())
        .filter(training -> training.started().isPresent())
        .map(training -> new Origin(model.name(), version, training));
  }

  /**
   * The version's line, itself first: each began with the fine-tuned base of the next one, the last
   * one with ImageNet's or with one that is not known here.
   */
  public List<Origin> line(Origin youngest) {
    List<Origin> line = new ArrayList<>();
    Set<Digest> seen = new HashSet<>();
    Optional<Origin> next = Optional.of(youngest);
    while (next.isPresent() && seen.add(next.get().version().bundle())) {
      line.add(next.get());
      next = next.get().parent().flatMap(this::of);
    }
    return line;
  }
}
