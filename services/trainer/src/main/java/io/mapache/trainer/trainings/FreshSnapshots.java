package io.mapache.trainer.trainings;

import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.trainer.datasets.CatchUp;
import io.mapache.trainer.datasets.Dataset;
import io.mapache.trainer.datasets.DatasetView;
import io.mapache.trainer.datasets.Snapshot;
import io.mapache.trainer.datasets.SnapshotCutter;
import io.mapache.trainer.datasets.Tally;
import java.io.IOException;
import java.time.Duration;

/** Cuts once the view has everything that Kafka had. */
public final class FreshSnapshots implements Snapshots {

  /** A view that is made anew from Kafka reads some 10,000 events a second. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final CatchUp catchUp;
  private final DatasetView view;
  private final SnapshotCutter cutter;

  public FreshSnapshots(CatchUp catchUp, DatasetView view, SnapshotCutter cutter) {
    this.catchUp = catchUp;
    this.view = view;
    this.cutter = cutter;
  }

  @Override
  public Snapshot cut(String name) throws IOException, InterruptedException {
    catchUp.await(PATIENCE);
    Dataset dataset =
        view.find(name).orElse(new Dataset(name, DatasetDefinition.DEFAULT, Tally.NONE));
    return cutter.cut(dataset);
  }
}
