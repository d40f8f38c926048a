package io.mapache.inference.batching;

import java.util.function.Supplier;

/**
 * One image on its way through a base.
 *
 * @param pixels read when its turn comes, once, by any thread
 * @param mapped whether the answer needs the activation, too
 * @param deadline after which it is dropped instead of read or computed
 */
public record Sample(Supplier<Pixels> pixels, boolean mapped, Deadline deadline) {

  /** One whose pixels are there. */
  public static Sample of(Pixels.Read pixels, boolean mapped, Deadline deadline) {
    return new Sample(() -> pixels, mapped, deadline);
  }
}
