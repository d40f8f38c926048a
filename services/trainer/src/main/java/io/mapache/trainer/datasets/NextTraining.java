package io.mapache.trainer.datasets;

/** When a dataset is trained next without being asked. The sentence is for people. */
public sealed interface NextTraining {

  String sentence();

  /** The sentence goes on "next training …". */
  record Later(String sentence) implements NextTraining {}

  /**
   * It is time.
   *
   * @param training id of the training to request: the same however often it is found due
   */
  record Due(String training, String sentence) implements NextTraining {}
}
