package io.mapache.trainer.trainings;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.event.TrainingFailed;
import io.mapache.contracts.training.JobExit;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkshopTest {

  @TempDir Path folder;

  private World world;
  private World.Life life;

  @BeforeEach
  void requestOne() {
    world = new World(folder);
    world.journal.append(World.requested("t1"));
    life = world.life();
  }

  @Test
  void aJobThatKnowsWhyItEndsIsQuoted() throws InterruptedException {
    world.exit = JobExit.BAD_INPUT;
    world.lastWords = "reading the manifest\nclass 'dog' has no image in validation";

    life.work();

    assertThat(failure().exit()).isEqualTo(JobExit.BAD_INPUT);
    assertThat(failure().cause()).isEqualTo("class 'dog' has no image in validation");
    assertThat(life.models.all()).isEmpty();
  }

  @Test
  void aJobThatBrokeIsShownWithAllItsLastWords() throws InterruptedException {
    world.exit = JobExit.BROKEN;
    world.lastWords = "Exception in thread main\n  at somewhere";

    life.work();

    assertThat(failure().cause())
        .isEqualTo(
            "the training job ended with status 1 (broken):\nException in thread main\n  at somewhere");
  }

  @Test
  void aWaitingTrainingIsCancelledWithoutAJob() throws InterruptedException {
    assertThat(life.workshop.cancel("t1", "ann")).isEqualTo(Cancelling.DONE);

    life.work();

    assertThat(state()).isEqualTo(TrainingState.CANCELLED);
    assertThat(world.started).isEmpty();
  }

  @Test
  void aRunningTrainingIsCancelledBeforeItsJobIsStopped() throws InterruptedException {
    world.accident = spec -> cancel();

    life.work();

    assertThat(state()).isEqualTo(TrainingState.CANCELLED);
    assertThat(world.worked).isZero();
    assertThat(life.workshop.cancel("t1", "ann")).isEqualTo(Cancelling.TOO_LATE);
    assertThat(life.workshop.cancel("t9", "ann")).isEqualTo(Cancelling.UNKNOWN);
  }

  @Test
  void aCancelledTrainingIsNotTakenUpAgain() throws InterruptedException {
    world.accident = spec -> cancel();
    life.work();

    assertThat(world.life().workshop.next(Set.of())).isEmpty();
  }

  @Test
  void aJobThatASignalEndedUnaskedIsACancelledTraining() throws InterruptedException {
    world.exit = JobExit.CANCELLED;

    life.work();

    assertThat(state()).isEqualTo(TrainingState.CANCELLED);
  }

  @Test
  void aTrainerThatClosesLeavesItsTrainingForTheNextOne() throws InterruptedException {
    world.accident = spec -> life.workshop.close();
    life.workshop.carry("t1");
    assertThat(state()).isEqualTo(TrainingState.RUNNING);

    world.accident = spec -> {};
    world.exit = JobExit.DONE;
    World.Life next = world.life();
    next.work();

    assertThat(next.trainings.find("t1").orElseThrow().state()).isEqualTo(TrainingState.COMPLETED);
  }

  @Test
  void aJobThatIsDoneWithoutAResultIsBroken() throws InterruptedException {
    world.forgetful = true;

    life.work();

    assertThat(state()).isEqualTo(TrainingState.FAILED);
    assertThat(failure().cause()).contains("left no result.json");
  }

  @Test
  void oneClassIsBadInputWithoutAJob() throws InterruptedException {
    world.oneClass = true;

    life.work();

    assertThat(world.started).isEmpty();
    assertThat(world.journal.events())
        .filteredOn(TrainingFailed.class::isInstance)
        .singleElement()
        .extracting(event -> ((TrainingFailed) event).cause())
        .isEqualTo("dataset 'pets' has images of one class, [cat] (expected: two classes or more)");
  }

  private Ending.Failed failure() {
    return (Ending.Failed) life.trainings.find("t1").orElseThrow().ending().orElseThrow();
  }

  private TrainingState state() {
    return life.trainings.find("t1").orElseThrow().state();
  }

  private void cancel() {
    try {
      assertThat(life.workshop.cancel("t1", "ann")).isEqualTo(Cancelling.DONE);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
