package io.mapache.training.head;

import io.mapache.training.process.WorkFolder;
import java.io.IOException;
import java.util.Optional;

/** The head phase in the work folder after its last finished epoch; one file, replaced whole. */
public record HeadCheckpoint(WorkFolder work) {

  private static final String FILE = "head-checkpoint.json";

  Optional<HeadState> last() throws IOException {
    return work.readJson(FILE, HeadState.class);
  }

  void keep(HeadState state) throws IOException {
    work.writeJson(FILE, state);
  }

  /** To be called once the trained head is kept. */
  public void delete() throws IOException {
    work.delete(FILE);
  }
}
