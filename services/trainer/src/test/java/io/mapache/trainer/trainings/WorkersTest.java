package io.mapache.trainer.trainings;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.training.JobSpec;
import io.mapache.contracts.training.Lane;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkersTest {

  @TempDir Path folder;

  private final CountDownLatch fullAtWork = new CountDownLatch(1);
  private final CountDownLatch fastDone = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @Test
  void aNewHeadNeedNotWaitForTheTrainingThatRuns() throws InterruptedException {
    World world = new World(folder);
    world.accident = this::holdUpTheFullLane;
    World.Life life = world.life();
    life.trainings.onChange(
        () -> {
          if (state(life, "fast") == TrainingState.COMPLETED) {
            fastDone.countDown();
          }
        });
    Workers workers = new Workers(life.workshop, life.trainings);
    workers.start();
    try {
      world.journal.append(World.requested("full"));
      assertThat(fullAtWork.await(10, SECONDS)).isTrue();
      world.journal.append(World.fast("fast"));
      assertThat(fastDone.await(10, SECONDS)).isTrue();
      assertThat(state(life, "full")).isEqualTo(TrainingState.RUNNING);
    } finally {
      goOn.countDown();
      workers.close();
    }
  }

  private void holdUpTheFullLane(JobSpec spec) {
    if (Lane.of(spec.recipe()) == Lane.FULL) {
      fullAtWork.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static TrainingState state(World.Life life, String training) {
    return life.trainings.find(training).map(Training::state).orElse(TrainingState.REQUESTED);
  }
}
