package io.mapache.trainer.registry;

import io.mapache.contracts.Digest;
import java.util.Optional;

/**
 * Takes back what does worse in the world than what was there before: a champion is rolled back to
 * its predecessor, at most once for each promotion, and a canary is ended. What came back, by the
 * guard or an operator, is not on trial.
 */
public final class Guard {

  static final String NAME = "guard";

  private final ModelLog models;
  private final LiveNumbers live;
  private final Manifests manifests;
  private final Registrar registrar;
  private final Traffic traffic;

  public Guard(
      ModelLog models,
      LiveNumbers live,
      Manifests manifests,
      Registrar registrar,
      Traffic traffic) {
    this.models = models;
    this.live = live;
    this.manifests = manifests;
    this.registrar = registrar;
    this.traffic = traffic;
  }

  /**
   * Looks at all trials, and ends those that have gone wrong.
   *
   * @throws io.mapache.trainer.journal.UnavailableException without Kafka: to be called again
   */
  public void look() throws InterruptedException {
    for (Model model : models.all()) {
      if (model.champion().isPresent()) {
        lookAtChampion(model, model.champion().get());
        lookAtCanary(model, model.champion().get());
      }
    }
  }

  private void lookAtChampion(Model model, Version champion) throws InterruptedException {
    Optional<Version> previous = model.previous();
    Optional<String> worse = previous.flatMap(measure -> worse(model, champion.number(), measure));
    if (worse.isPresent()) {
      Digest barred = manifests.of(champion.training()).orElse(null);
      String reason =
          "version %d since its promotion: %s".formatted(champion.number(), worse.get());
      registrar.rollback(
          model.name(), champion.number(), previous.orElseThrow().number(), reason, barred);
    }
  }

  private void lookAtCanary(Model model, Version champion) throws InterruptedException {
    Optional<Integer> canary = model.routing().canary().map(Routing.Canary::version);
    Optional<String> worse = canary.flatMap(version -> worse(model, version, champion));
    if (worse.isPresent()) {
      traffic.endCanary(
          model.name(),
          canary.orElseThrow(),
          NAME,
          "version %d as canary: %s".formatted(canary.orElseThrow(), worse.get()));
    }
  }

  private Optional<String> worse(Model model, int onTrial, Version measure) {
    return model
        .onTrialSince(onTrial)
        .map(since -> live.onTrial(model.name(), onTrial, since))
        .flatMap(seen -> Trial.of(seen, measure, live.of(model.name(), measure.number())).worse());
  }
}
