package io.mapache.contracts.manifest;

import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.contracts.dataset.Split;
import java.util.List;
import java.util.Map;

/**
 * The first line of a manifest: where the snapshot was cut and what is in it.
 *
 * @param offsets per partition of the image topic, the first offset that is not in the snapshot
 * @param classes the labels, sorted; the index of a label here is the class number in training
 * @param images how many per split
 * @param rules version of the rules by which events became this list
 */
public record ManifestHeader(
    String dataset,
    DatasetDefinition definition,
    Map<Integer, Long> offsets,
    List<String> classes,
    Map<Split, Integer> images,
    int rules) {

  public static final int RULES = 1;
}
