package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Topic;

/** Something happened to an image of a dataset. Its events keep their order. */
public sealed interface ImageEvent extends Event
    permits ImageLabeled, ImageCaptured, ImageUnlabeled, ImageRemoved {

  String dataset();

  Digest digest();

  @Override
  default Topic topic() {
    return Topic.IMAGES;
  }

  @Override
  default String key() {
    return dataset() + "/" + digest();
  }
}
