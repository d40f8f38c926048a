package io.mapache.cli.summary;

import io.mapache.xception.layers.Layer;
import io.mapache.xception.layers.Model;
import java.util.List;
import java.util.Optional;

/**
 * A summary for programs.
 *
 * @param fineTuning absent where there is none
 */
record SummaryDocument(
    int imageSize, int classes, Phase head, Optional<Phase> fineTuning, List<Entry> layers) {

  /**
   * A phase in numbers and tensors.
   *
   * @param from the first block of the base that trains; {@code none} in the head's phase
   */
  record Phase(
      String from,
      long parameters,
      long trainable,
      long nonTrainable,
      int tensors,
      int trainableTensors) {

    static Phase of(String from, Model model) {
      Layer.Parameters parameters = model.parameters();
      return new Phase(
          from,
          parameters.total(),
          parameters.trainable(),
          parameters.nonTrainable(),
          model.weights().size(),
          model.trainableWeights().size());
    }
  }

  /**
   * A layer.
   *
   * @param depth 0; 1 within the base
   * @param output shape for one image
   * @param trainableInHead numbers that the head's phase trains
   * @param trainableInFineTuning absent where there is no fine-tuning
   */
  record Entry(
      String name,
      String type,
      int depth,
      List<Integer> output,
      long parameters,
      long trainableInHead,
      Optional<Long> trainableInFineTuning) {

    static Entry of(Summary.Row row) {
      Layer layer = row.frozen();
      return new Entry(
          layer.name(),
          layer.type(),
          row.depth(),
          layer.output(),
          layer.parameters().total(),
          layer.parameters().trainable(),
          row.tuned().map(tuned -> tuned.parameters().trainable()));
    }
  }

  static SummaryDocument of(Summary summary) {
    return new SummaryDocument(
        summary.recipe().imageSize(),
        summary.classes(),
        Phase.of("none", summary.frozen()),
        summary.tuned().map(tuned -> Phase.of(summary.recipe().fineTune().from(), tuned)),
        summary.rows().stream().map(Entry::of).toList());
  }
}
