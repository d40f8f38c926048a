package io.mapache.trainer.registry;

import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ModelDeployment;
import io.mapache.contracts.event.ModelHeld;
import io.mapache.contracts.event.ModelPromoted;
import io.mapache.contracts.event.ModelRegistered;
import io.mapache.contracts.event.ModelRejected;
import io.mapache.contracts.event.ModelRolledBack;
import io.mapache.contracts.event.ModelRouted;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All models, folded from {@code mapache.models} and {@code mapache.deployments}. An event that
 * comes twice changes nothing the second time. Thread-safe.
 */
public final class ModelLog {

  private final SortedMap<String, Model> models = new TreeMap<>();

  public synchronized void apply(Event event) {
    if (event instanceof ModelRegistered registered) {
      Model model = model(registered.model());
      if (model.version(registered.version()).isEmpty()) {
        put(model.registered(Version.of(registered)));
      }
    } else if (event instanceof ModelPromoted promoted) {
      promoted(promoted);
    } else if (event instanceof ModelRejected rejected) {
      Verdict verdict =
          new Verdict(
              Verdict.Outcome.REJECTED,
              rejected.by(),
              rejected.reason(),
              rejected.comparison(),
              rejected.at());
      put(model(rejected.model()).judged(rejected.version(), verdict));
    } else if (event instanceof ModelHeld held) {
      Verdict verdict =
          new Verdict(
              Verdict.Outcome.HELD, Registrar.GATE, held.reason(), held.comparison(), held.at());
      put(model(held.model()).judged(held.version(), verdict));
    } else if (event instanceof ModelRolledBack back) {
      Model model = model(back.model());
      if (back.revision() > model.revision()) {
        put(model.rolledBack(back));
      }
    } else if (event instanceof ModelRouted routed) {
      Model model = model(routed.model());
      if (routed.revision() > model.revision()) {
        put(model.routed(routed));
      }
    } else if (event instanceof ModelDeployment deployment) {
      put(model(deployment.model()).deployed(deployment.revision()));
    }
  }

  private void promoted(ModelPromoted event) {
    Model model = model(event.model());
    if (event.revision() > model.revision()) {
      Verdict verdict =
          new Verdict(
              Verdict.Outcome.PROMOTED, event.by(), event.reason(), event.comparison(), event.at());
      put(model.promoted(event, verdict));
    }
  }

  /** Empty for a model without versions. */
  public Optional<Model> find(String name) {
    return Optional.of(model(name)).filter(model -> !model.versions().isEmpty());
  }

  /** By name; those with versions. */
  public synchronized List<Model> all() {
    return models.values().stream().filter(model -> !model.versions().isEmpty()).toList();
  }

  synchronized Model model(String name) {
    return models.getOrDefault(name, Model.named(name));
  }

  private void put(Model model) {
    models.put(model.name(), model);
  }
}
