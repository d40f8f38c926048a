package io.mapache.inference.prediction.web;

import io.mapache.inference.batching.Deadline;
import io.mapache.inference.prediction.Question;
import io.mapache.inference.web.Arrival;
import io.mapache.inference.web.EventLoop;
import io.mapache.inference.web.Problem;
import io.mapache.inference.web.RequestId;
import io.mapache.inference.web.RequestTimeout;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is asked beside the images: query and headers.
 *
 * @param id of the request
 * @param top how many classes an answer tells at most
 * @param picture whether the answer is to be the overlay itself
 * @param since when the request came, on the clock of {@link System#nanoTime}
 */
record PredictRequest(String id, Question question, int top, boolean picture, long since) {

  static final MediaType PNG = new MediaType("image", "png");

  private static final Set<String> PARAMETERS = Set.of("explain", "top", "version");

  /**
   * @param acceptable best first
   * @throws jakarta.ws.rs.WebApplicationException naming the parameter or header that is wrong
   */
  static PredictRequest of(String model, RoutingContext call, List<MediaType> acceptable) {
    MultiMap query = call.queryParams();
    MultiMap headers = call.request().headers();
    requireKnown(query);
    long since = Arrival.of(call);
    boolean picture = wantsPicture(acceptable);
    Question question =
        new Question(
            model,
            number(query, "version"),
            name -> Optional.ofNullable(headers.get(name)),
            deadline(headers, since),
            explain(query) || picture,
            EventLoop.ofThisCall());
    return new PredictRequest(
        headers.get(RequestId.HEADER),
        question,
        number(query, "top").orElse(Integer.MAX_VALUE),
        picture,
        since);
  }

  /** A misspelt one would otherwise ask for something else than the sender thinks. */
  private static void requireKnown(MultiMap query) {
    for (String name : query.names()) {
      if (!PARAMETERS.contains(name)) {
        throw bad("%s: unknown parameter (expected: explain, top, version)".formatted(name));
      }
      int times = query.getAll(name).size();
      if (times > 1) {
        throw bad("%s: given %d times (expected: once)".formatted(name, times));
      }
    }
  }

  private static OptionalInt number(MultiMap query, String name) {
    String text = query.get(name);
    if (text == null) {
      return OptionalInt.empty();
    }
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw bad("%s: '%s' (expected: a whole number, 1 to 999999999)".formatted(name, text));
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  private static boolean explain(MultiMap query) {
    String text = query.get("explain");
    if (text == null || text.equals("false")) {
      return false;
    }
    if (!text.equals("true")) {
      throw bad("explain: '%s' (expected: true or false)".formatted(text));
    }
    return true;
  }

  private static Deadline deadline(MultiMap headers, long since) {
    return RequestTimeout.deadline(headers.get(RequestTimeout.HEADER), since)
        .orElseThrow(() -> bad(RequestTimeout.EXPECTED));
  }

  private static boolean wantsPicture(List<MediaType> acceptable) {
    for (MediaType type : acceptable) {
      if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return false;
      }
      if (type.isCompatible(PNG)) {
        return true;
      }
    }
    return false;
  }

  private static RuntimeException bad(String detail) {
    return Problem.of(400, detail).thrown();
  }
}
