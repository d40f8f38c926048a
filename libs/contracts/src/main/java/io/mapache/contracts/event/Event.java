package io.mapache.contracts.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Topic;
import java.util.List;

/**
 * Something that happened, as it stands on a topic. Events carry digests, never bytes.
 *
 * <p>Immutable. The JSON of an event is its record components; type, topic, key and id follow from
 * them.
 */
public sealed interface Event
    permits ImageEvent,
        DatasetDefined,
        TrainingEvent,
        ModelEvent,
        ModelDeployment,
        PredictionEvent,
        ServingReported {

  @JsonIgnore
  Topic topic();

  /** Kafka's key: events of one key keep their order. */
  @JsonIgnore
  String key();

  /** What makes this event this event. Equal parts mean a retry, not a second event. */
  @JsonIgnore
  List<Object> identity();

  /** CloudEvents type, such as {@code image.labeled.v1}. */
  default String type() {
    return EventTypes.typeOf(getClass());
  }

  /** CloudEvents id: a hash of {@link #type()} and {@link #identity()}, so a retry repeats it. */
  default String id() {
    StringBuilder parts = new StringBuilder(type());
    for (Object part : identity()) {
      String text = String.valueOf(part);
      parts.append('\n').append(text.length()).append(':').append(text);
    }
    return Digest.of(parts.toString()).hex().substring(0, 32);
  }
}
