package io.mapache.inference.oip;

import io.mapache.inference.prediction.Input;
import io.mapache.inference.prediction.Question;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A request whose every part is good.
 *
 * @param images at least one
 * @param outputs those that are asked for, in their order; empty for all
 */
public record InferRequest(
    Optional<String> id, Parameters parameters, List<Input> images, List<RequestedOutput> outputs) {

  public InferRequest {
    images = List.copyOf(images);
    outputs = List.copyOf(outputs);
  }

  /** The images under the id that the answer has in events and logs. */
  List<Input> named(Question question) {
    Optional<String> requestId = question.attributes().apply("X-Request-Id");
    if (requestId.isEmpty()) {
      return images;
    }
    return IntStream.range(0, images.size())
        .mapToObj(
            i ->
                images
                    .get(i)
                    .as(images.size() == 1 ? requestId.get() : requestId.get() + "-" + (i + 1)))
        .toList();
  }
}
