package io.mapache.trainer.trainings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mapache.contracts.Json;
import io.mapache.contracts.event.TrainingFailed;
import io.mapache.contracts.training.Evaluation;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.Lane;
import io.mapache.trainer.journal.MemoryJournal;
import io.mapache.trainer.journal.MemoryJournal.Fate;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
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

  /** What they are is in the bundle; a message of Kafka has a limit. */
  @Test
  void theScoresOfManyClassesAreNoPartOfTheEvent() throws InterruptedException {
    world.reworked = result -> scored(result, Evaluation.CONFUSION_CLASSES + 1);

    life.work();

    JobResult told = life.trainings.find("t1").orElseThrow().result().orElseThrow();
    assertThat(told.best().test().perClass()).isEmpty();
    assertThat(told.best().test().accuracy()).isEqualTo(0.95);
    assertThat(life.models.find("pets").orElseThrow().champion()).isPresent();
  }

  private static JobResult scored(JobResult result, int classes) {
    ObjectNode json = Json.mapper().valueToTree(result);
    for (JsonNode candidate : json.get("candidates")) {
      ArrayNode scores = ((ObjectNode) candidate.get("test")).putArray("perClass");
      for (int c = 0; c < classes; c++) {
        scores.addPOJO(new Evaluation.ClassScore("class " + c, 1, 1, 1, 1));
      }
    }
    return Json.mapper().convertValue(json, JobResult.class);
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
            "the training job ended with status 1 (broken):\n"
                + "Exception in thread main\n"
                + "  at somewhere");
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

    assertThat(world.life().next()).isEmpty();
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

  @Test
  void aKilledJobIsStartedAgainAndTheTrainingGoesOn() throws InterruptedException {
    world.kills = 2;

    life.work();

    assertThat(state()).isEqualTo(TrainingState.COMPLETED);
    assertThat(world.started).hasSize(3).containsOnly(world.started.get(0));
    assertThat(training().attempts()).isEqualTo(3);
  }

  @Test
  void aJobThatIsKilledThreeTimesHasFailed() throws InterruptedException {
    world.kills = 9;

    life.work();

    assertThat(world.started).hasSize(3);
    assertThat(failure().exit()).isEqualTo(JobExit.BROKEN);
    assertThat(failure().cause())
        .isEqualTo(
            "the training job was killed by signal 9, as the system does when memory is short");
  }

  @Test
  void attemptsAreCountedOverTheLivesOfTheTrainer() throws InterruptedException {
    world.kills = 9;
    assertThatThrownBy(world.life(append -> append == 2 ? Fate.KILLED_AFTER : Fate.WRITTEN)::work)
        .isInstanceOf(MemoryJournal.Killed.class);
    assertThat(world.started).hasSize(2);

    world.life().work();

    assertThat(world.started).hasSize(3);
  }

  @Test
  void whatAJobGivesAsItsReasonIsNotTriedAgain() throws InterruptedException {
    world.exit = JobExit.RESOURCES;

    life.work();

    assertThat(world.started).hasSize(1);
  }

  @Test
  void aLaneDoesNotTouchWhatWaitsInTheOther() {
    world.journal.append(World.fast("t2"));

    assertThat(life.workshop.next(Lane.FULL, Set.of())).map(Training::id).contains("t1");
    assertThat(life.workshop.next(Lane.FAST, Set.of())).map(Training::id).contains("t2");
  }

  @Test
  void whatRunsInOneLaneIsNotTheNextOfTheOther() throws InterruptedException {
    world.journal.append(World.fast("t2"));
    AtomicReference<String> next = new AtomicReference<>();
    world.accident =
        spec -> life.workshop.next(Lane.FAST, Set.of()).map(Training::id).ifPresent(next::set);

    life.workshop.carry("t1");

    assertThat(next).hasValue("t2");
  }

  private Training training() {
    return life.trainings.find("t1").orElseThrow();
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
