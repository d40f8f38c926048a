package io.mapache.trainer.trainings;

import io.mapache.contracts.event.TrainingRequested;
import io.mapache.contracts.training.Recipe;
import io.mapache.trainer.datasets.Dataset;
import io.mapache.trainer.datasets.DatasetView;
import io.mapache.trainer.datasets.NextTraining;
import io.mapache.trainer.datasets.Trigger;
import io.mapache.trainer.journal.Journal;
import java.time.Clock;

/** Requests the trainings that are due. Looked at every second or so, never by a Kafka handler. */
public final class TriggerWatch {

  private final DatasetView datasets;
  private final TrainingLog trainings;
  private final Journal journal;
  private final Clock clock;

  public TriggerWatch(DatasetView datasets, TrainingLog trainings, Journal journal, Clock clock) {
    this.datasets = datasets;
    this.trainings = trainings;
    this.journal = journal;
    this.clock = clock;
  }

  public NextTraining next(Dataset dataset) {
    return Trigger.next(dataset, trainings.history(dataset.name()), clock.instant());
  }

  public void look() throws InterruptedException {
    for (Dataset dataset : datasets.all()) {
      if (next(dataset) instanceof NextTraining.Due due) {
        journal.append(
            new TrainingRequested(
                due.training(),
                dataset.name(),
                dataset.model(),
                Recipe.DEFAULT,
                null,
                due.sentence(),
                clock.instant()));
      }
    }
  }
}
