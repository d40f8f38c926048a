package io.mapache.inference.serving;

import io.mapache.contracts.event.ModelDeployment;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Brings what serves to what is wanted, one version at a time: two that load at once would need the
 * memory of both.
 *
 * <p>Wishes come from any thread and do not wait; the work is done on the loader's own.
 */
public final class Loader {

  private final ServingModels models;
  private final Preparation preparation;
  private final Executor thread;
  private final Executor later;
  private final Map<String, ModelDeployment> wanted = new ConcurrentHashMap<>();

  /**
   * @param thread one thread, so that there is one load at a time
   * @param later the same thread after a while: a refusal that may pass is tried again there
   */
  public Loader(ServingModels models, Preparation preparation, Executor thread, Executor later) {
    this.models = models;
    this.preparation = preparation;
    this.thread = thread;
    this.later = later;
  }

  /** Notes a wish; of one model the newest revision counts, in whatever order they come. */
  public void want(ModelDeployment deployment) {
    wanted.merge(
        deployment.model(),
        deployment,
        (known, other) -> other.revision() > known.revision() ? other : known);
  }

  /** Starts the work on what is wanted by now. */
  public void start() {
    thread.execute(this::work);
  }

  /** What is wanted of each model. */
  public Map<String, ModelDeployment> wanted() {
    return Map.copyOf(wanted);
  }

  private void work() {
    Optional<Plan.Step> step = Plan.next(wanted, models.views());
    while (step.isPresent()) {
      take(step.get());
      step = Plan.next(wanted, models.views());
    }
  }

  private void take(Plan.Step step) {
    ModelDeployment deployment = step.wanted();
    switch (step.kind()) {
      case LOAD -> load(new ModelState.Loading(ModelVersion.championOf(deployment)));
      case REAFFIRM ->
          models.reaffirm(
              models.view(deployment.model()).orElseThrow().serving(), deployment.revision());
      case WITHDRAW -> models.withdraw(deployment.model());
    }
  }

  private void load(ModelState.Loading loading) {
    ModelState end = preparation.prepare(loading, models::next);
    if (end instanceof ModelState.Serving serving) {
      models.serve(serving);
      return;
    }
    models.next(end);
    if (end instanceof ModelState.Refused refused && refused.why().mayPass()) {
      later.execute(() -> retry(refused));
    }
  }

  /** Unless something newer was wanted meanwhile. */
  private void retry(ModelState.Refused refused) {
    boolean still =
        models.view(refused.id().model()).filter(view -> view.next() == refused).isPresent();
    if (still) {
      load(refused.retry());
    }
  }
}
