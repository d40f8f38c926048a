package io.mapache.xception.finetuning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.mapache.models.session.Lanes;
import io.mapache.xception.network.djl.LibTorch;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Takes a batch forth and back in shares, each in a lane with threads of its own. Lanes wait for
 * each other once a batch, where the threads of one operation wait at its end, some thousand times
 * a batch. How a batch is shared depends on its size and the number of threads alone, and shares
 * are added up in their order: the same numbers each time.
 */
final class Passes implements AutoCloseable {

  /** With a single thread, libtorch gives smaller batches to slower convolutions. */
  private static final int SMALLEST_SHARE = 16;

  private final int threads;
  private final List<Pass> passes;
  private final Lanes lanes;

  /**
   * @param threads of all lanes together
   * @param most shares that a batch is divided into, at most
   */
  Passes(int threads, int most, Supplier<Pass> pass) {
    this.threads = threads;
    this.passes = Stream.generate(pass).limit(most).toList();
    this.lanes = new Lanes(most);
  }

  /** Into how many shares a batch is divided: all get the same number of threads. */
  static int shares(int threads, int most, int examples) {
    int shares = Math.max(1, Math.min(most, examples / SMALLEST_SHARE));
    while (threads % shares != 0) {
      shares--;
    }
    return shares;
  }

  /**
   * @param scope owns what is returned, and all that is made on the way
   */
  Pass.Outcome run(NDManager scope, Share batch) {
    int shares = shares(threads, passes.size(), batch.labels().length);
    Pass.Outcome[] outcomes = new Pass.Outcome[shares];
    lanes.each(
        shares,
        number -> {
          LibTorch.useThreads(threads / shares);
          outcomes[number] =
              passes.get(number).run(scope.newSubManager(), batch.part(number, shares));
        });
    LibTorch.useThreads(threads);
    return Arrays.stream(outcomes).reduce(Passes::sum).orElseThrow();
  }

  private static Pass.Outcome sum(Pass.Outcome first, Pass.Outcome next) {
    for (int i = 0; i < first.gradients().size(); i++) {
      try (NDArray more = next.gradients().get(i)) {
        first.gradients().get(i).addi(more);
      }
    }
    float[] logits = Arrays.copyOf(first.logits(), first.logits().length + next.logits().length);
    System.arraycopy(next.logits(), 0, logits, first.logits().length, next.logits().length);
    return new Pass.Outcome(first.loss() + next.loss(), logits, first.gradients());
  }

  @Override
  public void close() {
    lanes.close();
  }
}
