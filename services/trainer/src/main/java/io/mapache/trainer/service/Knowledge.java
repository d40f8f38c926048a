package io.mapache.trainer.service;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.PredictionMade;
import io.mapache.trainer.datasets.DatasetView;
import io.mapache.trainer.datasets.ImageKey;
import io.mapache.trainer.feedback.Truth;
import io.mapache.trainer.lineage.Ancestry;
import io.mapache.trainer.lineage.LearntImages;
import io.mapache.trainer.registry.ModelLog;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** What judging asks, answered by those who know. */
record Knowledge(DatasetView datasets, ModelLog models, Ancestry ancestry, LearntImages images)
    implements Truth {

  @Override
  public Optional<String> label(String dataset, Digest image) {
    return datasets.label(new ImageKey(dataset, image));
  }

  @Override
  public String today(String dataset, String label) {
    return datasets.today(dataset, label);
  }

  @Override
  public Optional<String> trainedOn(String model, int version) {
    return ancestry.of(model, version).map(origin -> origin.start().dataset());
  }

  @Override
  public boolean learnt(PredictionMade made) throws IOException {
    return images.had(made.model(), made.version(), made.image());
  }

  @Override
  public Optional<Instant> onTrialSince(String model, int version) {
    return models.find(model).flatMap(found -> found.onTrialSince(version));
  }
}
