package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Topic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image without a label has arrived: something to predict. */
public record ImageCaptured(
    String dataset,
    Digest digest,
    String source,
    @Nullable String name,
    String format,
    int width,
    int height,
    long bytes)
    implements Event {

  @Override
  public Topic topic() {
    return Topic.IMAGES;
  }

  @Override
  public String key() {
    return dataset + "/" + digest;
  }

  @Override
  public List<Object> identity() {
    return java.util.Arrays.asList(dataset, digest, source, name);
  }
}
