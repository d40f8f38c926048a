package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Topic;
import java.util.List;

/** A source takes back its label of an image. */
public record ImageUnlabeled(String dataset, Digest digest, String source) implements Event {

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
    return java.util.Arrays.asList(dataset, digest, source);
  }
}
