package io.mapache.xception.weights;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** No way led to the weights of a base; the message lists every way and what came of it. */
public class WeightsUnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param way how an operator would name it
   * @param outcome why it gave nothing
   */
  record Attempt(String way, String outcome) {}

  WeightsUnavailableException(String asked, List<Attempt> attempts) {
    super(
        attempts.stream()
            .map(attempt -> "\n  - " + attempt.way() + ": " + attempt.outcome())
            .collect(
                Collectors.joining(
                    "",
                    "no weights for the base " + asked + "; tried in this order:",
                    "\nName a file of Keras (.h5, .weights.h5 or .keras) in MAPACHE_WEIGHTS, or"
                        + " give this machine access to one of the addresses.")));
  }
}
