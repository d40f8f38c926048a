package io.mapache.training.job;

import io.mapache.training.process.WorkFolder;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The seconds that finished stages took, in their order: kept in the work folder, so that a job
 * that goes on after an interruption reports those of its earlier runs, too. Not thread-safe.
 */
final class Stages {

  private static final String FILE = "seconds.json";

  private final WorkFolder work;
  private final Map<String, Double> seconds;

  Stages(WorkFolder work) throws IOException {
    this.work = work;
    this.seconds = new LinkedHashMap<>(work.readNumbers(FILE));
  }

  /** The work of a stage. */
  interface Stage<T> {
    T run() throws IOException;
  }

  /** Runs a stage; two of the same name add up. */
  <T> T timed(String name, Stage<T> stage) throws IOException {
    long start = System.nanoTime();
    T result = stage.run();
    seconds.merge(name, (System.nanoTime() - start) / 1e9, Double::sum);
    work.writeJson(FILE, seconds);
    return result;
  }

  Map<String, Double> seconds() {
    return Collections.unmodifiableMap(seconds);
  }
}
