package io.mapache.trainer.registry.http;

import io.mapache.trainer.problem.ProblemException;
import io.mapache.trainer.registry.Change;
import io.mapache.trainer.registry.LiveNumbers;
import io.mapache.trainer.registry.Model;
import io.mapache.trainer.registry.ModelLog;
import io.mapache.trainer.registry.Reports;
import jakarta.inject.Singleton;
import java.util.List;

/** Models as HTTP shows them, and what became of a wish about one. */
@Singleton
class ModelAnswers {

  private final ModelLog models;
  private final LiveNumbers live;
  private final Reports reports;

  ModelAnswers(ModelLog models, LiveNumbers live, Reports reports) {
    this.models = models;
    this.live = live;
    this.reports = reports;
  }

  List<ModelAnswer> all() {
    return models.all().stream().map(this::shown).toList();
  }

  ModelAnswer of(String model) {
    return shown(find(model));
  }

  /**
   * @throws ProblemException 404 if there is no such model
   */
  Model find(String model) {
    return models
        .find(model)
        .orElseThrow(() -> new ProblemException(404, "model '" + model + "' does not exist"));
  }

  /**
   * @throws ProblemException if nothing was done
   */
  ModelAnswer of(Change change) {
    if (change instanceof Change.Unknown unknown) {
      throw new ProblemException(404, unknown.sentence());
    }
    if (change instanceof Change.Refused refused) {
      throw new ProblemException(409, refused.sentence());
    }
    if (change instanceof Change.Invalid invalid) {
      throw new ProblemException(400, invalid.sentence());
    }
    return shown(((Change.Done) change).model());
  }

  private ModelAnswer shown(Model model) {
    return ModelAnswer.of(model, live, reports);
  }
}
