package io.mapache.inference.prediction;

import io.mapache.inference.batching.Deadline;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What is asked.
 *
 * @param model name of the model
 * @param version a pinned one; empty for whichever version's turn it is
 * @param attributes value of a request header by its name: a canary may be sticky by one
 * @param deadline what is not computed by then is not computed
 * @param explain whether the answer says where it looked
 * @param answering where what was computed is made an answer, and heard of: the thread that
 *     computes has the next images to compute
 */
public record Question(
    String model,
    OptionalInt version,
    Function<String, Optional<String>> attributes,
    Deadline deadline,
    boolean explain,
    Executor answering) {

  /** Of a model, and nothing else; answered by whoever computes it. */
  public static Question of(String model) {
    return new Question(
        model,
        OptionalInt.empty(),
        name -> Optional.empty(),
        Deadline.none(),
        false,
        Runnable::run);
  }
}
