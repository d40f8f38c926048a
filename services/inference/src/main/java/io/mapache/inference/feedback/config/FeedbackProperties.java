package io.mapache.inference.feedback.config;

import io.mapache.inference.feedback.Recorded;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is told about answers. */
@ConfigMapping(prefix = "mapache.inference.feedback")
public interface FeedbackProperties {

  /** Which answers are published: {@code all}, {@code captured} or {@code none}. */
  @WithDefault("all")
  Recorded record();
}
