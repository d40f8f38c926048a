package io.mapache.cli.demo;

import io.mapache.cli.terminal.Output;
import java.nio.file.Path;
import java.util.Optional;

/** Where a demo's images come from. */
interface Source {

  /** The dataset that it becomes, unless another name is asked for. */
  String name();

  /** So many images of each class keep the demo short; empty: all. */
  Optional<Integer> perClass();

  /**
   * A folder with one folder per label; fetched if it is not there yet.
   *
   * @param cache keeps what was fetched
   * @throws io.mapache.cli.Failure if it cannot be had; says what to do
   */
  Path folder(Path cache, Output output);
}
