package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Topic;
import java.util.List;

/** An image no longer belongs to the dataset. */
public record ImageRemoved(String dataset, Digest digest, String by, String reason)
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
    return java.util.Arrays.asList(dataset, digest);
  }
}
