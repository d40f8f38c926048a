package io.mapache.cli.ingest;

import io.mapache.cli.http.Patience;
import io.mapache.cli.http.Service;
import io.mapache.cli.terminal.Crew;
import io.mapache.cli.terminal.Progress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Brings files to ingest, a few at a time. */
public final class Uploads {

  private static final int AT_A_TIME = 4;

  private final Door door;

  public Uploads(Service ingest, String dataset, SplitFile splits, Patience patience) {
    this.door = new Door(ingest, dataset, splits, patience);
  }

  /**
   * Blocks until all are through.
   *
   * @throws io.mapache.cli.Failure if ingest stays away; what went in until then is in
   */
  public Summary bring(List<LabelledFile> files, Progress progress) {
    AtomicInteger done = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    List<Upload> outcomes =
        Crew.of(AT_A_TIME)
            .map(
                files,
                file -> {
                  Upload upload = door.bring(file);
                  int bad =
                      upload instanceof Upload.Refused ? refused.incrementAndGet() : refused.get();
                  progress.at(done.incrementAndGet(), bad == 0 ? "" : bad + " refused");
                  return upload;
                });
    return Summary.of(outcomes);
  }
}
