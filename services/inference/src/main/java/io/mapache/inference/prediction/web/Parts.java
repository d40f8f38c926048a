package io.mapache.inference.prediction.web;

import io.mapache.inference.web.ProblemReason;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;

/**
 * The images of a request, in the order in which they came.
 *
 * @param several whether the answer is a list, even of one
 */
record Parts(List<Part> all, boolean several) {

  Parts {
    all = List.copyOf(all);
  }

  static Parts only(String requestId, byte[] bytes) {
    return new Parts(List.of(Part.only(requestId, bytes)), false);
  }

  static WebApplicationException tooMany(int most) {
    return ProblemReason.TOO_MANY_IMAGES
        .problem("a request has %d images at most: send the others in another".formatted(most))
        .thrown();
  }
}
