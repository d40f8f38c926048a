package io.mapache.contracts.event;

import io.mapache.contracts.Topic;
import io.mapache.contracts.dataset.DatasetDefinition;
import java.util.List;

/** How a dataset reads its events from now on: labels, split shares, trigger. */
public record DatasetDefined(String dataset, DatasetDefinition definition) implements Event {

  @Override
  public Topic topic() {
    return Topic.DATASETS;
  }

  @Override
  public String key() {
    return dataset;
  }

  @Override
  public List<Object> identity() {
    return List.of(dataset, definition);
  }
}
