package io.mapache.trainer.trainings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ModelDeployment;
import io.mapache.contracts.training.JobSpec;
import io.mapache.trainer.journal.MemoryJournal;
import io.mapache.trainer.journal.MemoryJournal.Fate;
import io.mapache.trainer.journal.UnavailableException;
import io.mapache.trainer.registry.Model;
import io.mapache.trainer.registry.Version;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The trainer dies at every step of two trainings in a row, and the next one ends them. */
class KilledTrainerTest {

  /** started, completed, two registered, promoted, deployed: of two trainings. */
  private static final int STEPS = 12;

  private static final List<String> STORY =
      List.of(
          "training.requested.v1 t1",
          "training.requested.v1 t2",
          "training.started.v1 t1",
          "training.completed.v1 t1",
          "model.registered.v1 pets",
          "model.registered.v1 pets",
          "model.promoted.v1 pets",
          "model.deployment.v1 pets",
          "training.started.v1 t2",
          "training.completed.v1 t2",
          "model.registered.v1 pets",
          "model.registered.v1 pets",
          "model.promoted.v1 pets",
          "model.deployment.v1 pets");

  @TempDir Path folder;

  @Test
  void withoutAccidentsTheStoryIsThis() throws InterruptedException {
    World world = worldWithTwoRequests(folder);

    world.life().work();

    assertThat(story(world)).isEqualTo(STORY);
    assertThat(world.journal.appends()).isEqualTo(STEPS);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fate.class,
      names = {"KILLED_BEFORE", "KILLED_AFTER"})
  void killedAtAnyStepTheNextLifeEndsTheStory(Fate fate) throws InterruptedException {
    for (int step = 0; step < STEPS; step++) {
      int deadly = step;
      World world = worldWithTwoRequests(folder.resolve(fate + "-" + step));
      World.Life first = world.life(append -> append == deadly ? fate : Fate.WRITTEN);
      assertThatThrownBy(first::work).isInstanceOf(MemoryJournal.Killed.class);

      World.Life second = world.life();
      second.work();

      assertThat(story(world)).as("killed at step %d", step).isEqualTo(STORY);
      assertThat(world.worked).as("trainings worked for").isEqualTo(2);
      assertEnd(second);
    }
  }

  @Test
  void killedAtEveryStepInTurnTheStoryStillEnds() throws InterruptedException {
    World world = worldWithTwoRequests(folder);
    for (int life = 0; life < STEPS; life++) {
      World.Life short_ = world.life(append -> Fate.KILLED_AFTER);
      assertThatThrownBy(short_::work).isInstanceOf(MemoryJournal.Killed.class);
    }

    World.Life last = world.life();
    last.work();

    assertThat(story(world)).isEqualTo(STORY);
    assertThat(world.worked).isEqualTo(2);
    assertEnd(last);
  }

  @Test
  void killedInMidTrainingTheSameSnapshotGoesOnInTheSameFolder() throws InterruptedException {
    World world = worldWithTwoRequests(folder);
    world.accident =
        spec -> {
          throw new MemoryJournal.Killed();
        };
    assertThatThrownBy(world.life()::work).isInstanceOf(MemoryJournal.Killed.class);

    world.accident = spec -> {};
    world.life().work();

    assertThat(story(world)).isEqualTo(STORY);
    assertThat(world.started.get(1)).isEqualTo(world.started.get(0));
    assertThat(world.started).extracting(JobSpec::training).containsExactly("t1", "t1", "t2");
  }

  @Test
  void aLostAnswerIsAskedForAgainWithoutASecondEffect() throws InterruptedException {
    for (int step = 0; step < STEPS; step++) {
      int deaf = step;
      World world = worldWithTwoRequests(folder.resolve("deaf-" + step));
      World.Life life = world.life(append -> append == deaf ? Fate.ANSWER_LOST : Fate.WRITTEN);

      assertThatThrownBy(life::work).isInstanceOf(UnavailableException.class);
      life.work();

      assertThat(story(world)).as("no answer to step %d", step).isEqualTo(STORY);
      assertEnd(life);
    }
  }

  @Test
  void theSecondTrainingIsComparedWithTheFirstOnesChampion() throws InterruptedException {
    World world = worldWithTwoRequests(folder);
    World.Life life = world.life();

    life.work();

    assertThat(world.started.get(0).champion()).isNull();
    assertThat(world.started.get(1).champion())
        .isEqualTo(model(life).version(2).orElseThrow().bundle());
  }

  private static void assertEnd(World.Life life) {
    Model model = model(life);
    assertThat(model.versions()).extracting(Version::number).containsExactly(1, 2, 3, 4);
    assertThat(model.champion().orElseThrow().number()).isEqualTo(4);
    assertThat(model.previous().orElseThrow().number()).isEqualTo(2);
    assertThat(model.deployed()).isEqualTo(2);
    assertThat(life.trainings.all())
        .extracting(Training::state)
        .containsOnly(TrainingState.COMPLETED);
  }

  private static Model model(World.Life life) {
    return life.models.find("pets").orElseThrow();
  }

  private static World worldWithTwoRequests(Path home) {
    World world = new World(home);
    world.journal.append(World.requested("t1"));
    world.journal.append(World.requested("t2"));
    return world;
  }

  private static List<String> story(World world) {
    List<String> ids = world.journal.events().stream().map(Event::id).toList();
    assertThat(ids).as("no event twice").doesNotHaveDuplicates();
    assertThat(world.journal.events().stream().filter(ModelDeployment.class::isInstance))
        .hasSizeLessThanOrEqualTo(2);
    return world.journal.events().stream().map(event -> event.type() + " " + event.key()).toList();
  }
}
