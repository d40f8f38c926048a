package io.mapache.trainer.datasets.http;

import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.contracts.dataset.Split;
import io.mapache.trainer.datasets.Dataset;
import io.mapache.trainer.datasets.Tally;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A dataset as {@code /v1/datasets} shows it.
 *
 * @param classes images by label of today
 * @param classSplits the same by split; splits without images are left out
 * @param conflicts images that are left out because their sources disagree
 * @param excluded images that are left out because their label is not allowed, by label
 */
record DatasetAnswer(
    String dataset,
    int images,
    SortedMap<String, Integer> classes,
    SortedMap<String, Map<Split, Integer>> classSplits,
    int conflicts,
    SortedMap<String, Integer> excluded,
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
        tally.classes(),
        tally.conflicts(),
        tally.excluded(),
        tally.splits(),
        dataset.definition(),
        nextTraining,
        new TreeMap<>(positions));
  }
}
