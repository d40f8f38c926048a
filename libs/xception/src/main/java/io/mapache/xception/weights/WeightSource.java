package io.mapache.xception.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** One way to come by the weights of a base. */
interface WeightSource {

  /** How an operator would call this way, for instance its address. */
  String name();

  /** Whether it is worth asking for a base of that digest; a reason if it is not. */
  Optional<String> cannotServe(String digest);

  /**
   * Fetches a file that {@link WeightFile} can read. Slow; bounded in time by itself.
   *
   * @param scratch an empty folder for whatever has to be written, deleted afterwards
   * @throws IOException saying in a few words why there is no file
   */
  Path fetch(Path scratch) throws IOException;
}
