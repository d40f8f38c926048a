package io.mapache.cli.replay;

import io.mapache.cli.Failure;
import io.mapache.cli.Settings;
import io.mapache.cli.stack.JobFolder;
import io.mapache.cli.stack.JobFolder.Content;
import io.mapache.cli.training.Phases;
import io.mapache.contracts.training.ReplayResult;
import io.mapache.contracts.training.ReplaySpec;
import java.nio.file.Path;

/** Trains a version again in a process of its own, in {@code $MAPACHE_HOME/replay/BUNDLE}. */
final class ReplayProcess {

  private static final String MAIN = "io.mapache.training.ReplayJob";

  private final Settings settings;

  ReplayProcess(Settings settings) {
    this.settings = settings;
  }

  /**
   * @throws Failure if it ends without a result
   */
  ReplayResult replay(Replayed replayed, Phases phases) {
    Path work =
        settings.home().resolve("replay").resolve(replayed.version().bundle().abbreviated());
    ReplaySpec spec =
        new ReplaySpec(
            replayed.version().bundle(),
            replayed.frozen(),
            settings.blobs(),
            work.toString(),
            settings.home().toString());
    return new JobFolder(settings, work)
        .run(
            MAIN,
            replayed.version() + " was not trained again",
            new Content<>(ReplaySpec.FILE, spec),
            new Content<>(ReplayResult.FILE, ReplayResult.class),
            phases::show);
  }
}
