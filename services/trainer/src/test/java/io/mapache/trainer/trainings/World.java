package io.mapache.trainer.trainings;

import io.mapache.blobs.BlobStore;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.TrainingRequested;
import io.mapache.contracts.manifest.ManifestHeader;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobProgress;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.JobSpec;
import io.mapache.contracts.training.Lane;
import io.mapache.contracts.training.Recipe;
import io.mapache.trainer.datasets.Snapshot;
import io.mapache.trainer.journal.MemoryJournal;
import io.mapache.trainer.registry.ModelLog;
import io.mapache.trainer.registry.Registrar;
import io.mapache.trainer.registry.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What outlives a trainer: the topics and the disk. Each {@link #life} is a trainer that has read
 * the topics from their beginning and knows nothing else.
 */
final class World {

  final MemoryJournal journal = new MemoryJournal();
  final List<JobSpec> started = new ArrayList<>();
  int worked;

  /** What the job does instead of working; may throw. */
  Consumer<JobSpec> accident = spec -> {};

  JobExit exit = JobExit.DONE;

  /** How many starts from now on end by SIGKILL. */
  int kills;

  String lastWords = "";

  /** The job is done and leaves nothing. */
  boolean forgetful;

  boolean oneClass;

  /** What becomes of the result that the job leaves. */
  UnaryOperator<JobResult> reworked = UnaryOperator.identity();

  final BlobStore blobs;

  private final Path home;
  private int cuts;

  World(Path home) {
    this.home = home;
    this.blobs = new FolderBlobStore(home.resolve("blobs"));
  }

  static TrainingRequested fast(String id) {
    return requested(id, Recipe.DEFAULT.frozenOnly(), null);
  }

  static TrainingRequested requested(String id, Recipe recipe, String base) {
    return new TrainingRequested(
        id, "pets", "pets", recipe, base, "a test", Instant.parse("2026-01-01T11:00:00Z"));
  }

  static TrainingRequested requested(String id) {
    return requested(id, Recipe.DEFAULT, null);
  }

  Life life(MemoryJournal.Plan plan) {
    return new Life(plan);
  }

  Life life() {
    return life(append -> MemoryJournal.Fate.WRITTEN);
  }

  Path result(String training) {
    return home.resolve("work").resolve(training).resolve(JobResult.FILE);
  }

  final class Life {

    final TrainingLog trainings = new TrainingLog();
    final ModelLog models = new ModelLog();
    final Workshop workshop;

    Life(MemoryJournal.Plan plan) {
      journal.follow(this::fold, plan);
      Clock clock = new Ticking();
      Registrar registrar = new Registrar(models, dataset -> true, journal, clock);
      workshop =
          new Workshop(
              trainings,
              models,
              registrar,
              World.this::cut,
              new Bases(home, blobs),
              new Workbench(home, home.resolve("blobs").toString(), null),
              Map.of(Lane.FULL, World.this::start, Lane.FAST, World.this::start),
              journal,
              clock);
    }

    private void fold(Event event) {
      trainings.apply(event);
      models.apply(event);
    }

    /** What the worker does, until nothing is left. */
    void work() throws InterruptedException {
      for (var next = next(); next.isPresent(); next = next()) {
        workshop.carry(next.get().id());
      }
    }

    /** Of the full lane, else of the fast one. */
    Optional<Training> next() {
      return workshop.next(Lane.FULL, Set.of()).or(() -> workshop.next(Lane.FAST, Set.of()));
    }
  }

  /** A dataset grows, so that another cut is another snapshot. */
  private Snapshot cut(String dataset) {
    cuts++;
    ManifestHeader header =
        new ManifestHeader(
            dataset,
            DatasetDefinition.DEFAULT,
            new TreeMap<>(Map.of(0, (long) cuts)),
            oneClass ? List.of("cat") : List.of("cat", "dog"),
            Map.of(Split.TRAIN, 70, Split.VALIDATION, 15, Split.TEST, 15),
            ManifestHeader.RULES);
    return new Snapshot(Digest.of("manifest " + cuts), header);
  }

  private Jobs.Job start(JobSpec spec) {
    started.add(spec);
    return new Jobs.Job() {
      @Override
      public Jobs.End await(Consumer<JobProgress> progress) {
        accident.accept(spec);
        if (kills-- > 0) {
          return new Jobs.End(JobExit.BROKEN, 128 + 9, lastWords);
        }
        if (exit == JobExit.DONE && !forgetful) {
          worked++;
          write(spec);
        }
        return new Jobs.End(exit, exit.status(), lastWords);
      }

      @Override
      public void stop() {
        exit = JobExit.CANCELLED;
      }
    };
  }

  private void write(JobSpec spec) {
    try {
      JobResult result =
          Results.result(
              spec.training(),
              spec.manifest(),
              spec.champion() == null ? null : Results.comparison(5, 15));
      Files.write(result(spec.training()), Json.bytes(reworked.apply(result)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Every look at the clock is a second later, over all lives. */
  private final class Ticking extends Clock {

    private final InstantSource source =
        () -> Instant.parse("2026-01-01T12:00:00Z").plusSeconds(journal.events().size());

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return source.instant();
    }
  }
}
