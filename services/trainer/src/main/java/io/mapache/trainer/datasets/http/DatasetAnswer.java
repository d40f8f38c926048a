package io.mapache.trainer.datasets.http;

import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.contracts.dataset.Split;
import io.mapache.trainer.datasets.Dataset;
import io.mapache.trainer.datasets.Tally;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A dataset as {@code /v1/datasets} shows it. */
record DatasetAnswer(
    String dataset,
    int images,
    SortedMap<String, Integer> classes,
    int conflicts,
    Map<Split, Integer> splits,
    DatasetDefinition definition,
    String nextTraining,
    Map<Integer, Long> positions) {

  static DatasetAnswer of(Dataset dataset, String nextTraining, Map<Integer, Long> positions) {
    Tally tally = dataset.tally();
    SortedMap<String, Integer> classes = new TreeMap<>();
    tally.classes().keySet().forEach(label -> classes.put(label, tally.images(label)));
    return new DatasetAnswer(
        dataset.name(),
        tally.images(),
        classes,
        tally.conflicts(),
        tally.splits(),
        dataset.definition(),
        nextTraining,
        new TreeMap<>(positions));
  }
}
