package io.mapache.trainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.dataset.TriggerPolicy;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TriggerTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final TriggerPolicy POLICY = new TriggerPolicy(true, 20, 0, 60, 0);

  @Test
  void trainsForTheFirstTimeWhenEveryClassIsBigEnoughAndInEverySplit() {
    NextTraining next =
        Trigger.next(dataset(POLICY, Map.of("cat", 20, "dog", 30)), TrainingHistory.NONE, NOW);

    assertThat(next).isInstanceOf(NextTraining.Due.class);
    assertThat(next.sentence()).isEqualTo("trigger: 50 images in 2 classes");
  }

  @Test
  void saysWhichClassIsTooSmall() {
    assertThat(later(dataset(POLICY, Map.of("cat", 20, "dog", 13)), TrainingHistory.NONE))
        .isEqualTo("when every class has 20 images (now: dog 13)");
  }

  @Test
  void oneClassIsNotEnough() {
    assertThat(later(dataset(POLICY, Map.of("cat", 40)), TrainingHistory.NONE))
        .isEqualTo("when there are two classes or more (now: 1)");
  }

  @Test
  void saysWhichSplitOfAClassIsEmpty() {
    TreeMap<String, Map<Split, Integer>> classes = new TreeMap<>(classes(Map.of("cat", 30)));
    classes.put("dog", Map.of(Split.TRAIN, 25, Split.TEST, 5));
    Dataset dataset = dataset(POLICY, classes);

    assertThat(later(dataset, TrainingHistory.NONE))
        .isEqualTo(
            "when every class has an image in train, validation and test (now: dog none in validation)");
  }

  @Test
  void neverWhenItIsOff() {
    assertThat(later(dataset(POLICY.off(), Map.of("cat", 99, "dog", 99)), TrainingHistory.NONE))
        .contains("only when asked for");
  }

  @Test
  void notWhileOneOfTheDatasetWaitsOrRuns() {
    TrainingHistory running =
        new TrainingHistory(
            Optional.of("t1"),
            Optional.of("t1"),
            Optional.empty(),
            OptionalInt.of(40),
            List.of("cat", "dog"));

    assertThat(later(dataset(POLICY, Map.of("cat", 99, "dog", 99)), running))
        .isEqualTo("not before training t1 has ended");
  }

  @Test
  void laterAfterFiftyNewImagesAtLeast() {
    assertThat(later(dataset(POLICY, Map.of("cat", 40, "dog", 49)), ended(40, 600)))
        .isEqualTo("when 50 labelled images more than the last training's 40 have come (now: 49)");
    assertThat(Trigger.next(dataset(POLICY, Map.of("cat", 40, "dog", 50)), ended(40, 600), NOW))
        .isInstanceOf(NextTraining.Due.class);
  }

  @Test
  void notWithinTheCooldown() {
    Dataset grown = dataset(POLICY, Map.of("cat", 90, "dog", 90));

    assertThat(later(grown, ended(40, 59))).isEqualTo("in 1 s, when the cooldown is over");
    assertThat(Trigger.next(grown, ended(40, 60), NOW)).isInstanceOf(NextTraining.Due.class);
  }

  @Test
  void aNewClassIsTrainedOnceItIsBigEnough() {
    assertThat(later(dataset(POLICY, Map.of("cat", 20, "dog", 20, "fox", 19)), ended(59, 600)))
        .isEqualTo(
            "when 50 labelled images more than the last training's 59 have come (now: 0),"
                + " or when every class has 20 images (now: fox 19)");
    assertThat(sentence(dataset(POLICY, Map.of("cat", 20, "dog", 20, "fox", 20)), ended(60, 600)))
        .isEqualTo("trigger: other classes than in the last training: fox new");
  }

  @Test
  void aRenamedOrMergedClassIsTrainedUnderItsNewName() {
    assertThat(sentence(dataset(POLICY, Map.of("cat", 20, "hound", 20)), ended(40, 600)))
        .isEqualTo("trigger: other classes than in the last training: hound new, dog gone");
  }

  @Test
  void aStrayLabelHoldsTrainingsBackInsteadOfFailingThem() {
    TreeMap<String, Map<Split, Integer>> classes =
        new TreeMap<>(classes(Map.of("cat", 90, "dog", 90)));
    classes.put("dgo", Map.of(Split.TRAIN, 1));
    Dataset dataset = dataset(POLICY, classes);

    assertThat(later(dataset, ended(40, 600)))
        .endsWith("(now: dgo none in validation, dgo none in test)");
    assertThat(dataset.untrainable().orElseThrow())
        .isEqualTo(
            "dataset 'pets' cannot be trained before every class has an image in train and"
                + " validation (now: dgo none in validation). Add images, fix their labels, or say"
                + " which labels are allowed.");
  }

  @Test
  void aScheduleTrainsWhateverHasCome() {
    TriggerPolicy nightly = new TriggerPolicy(true, 20, 0, 60, 86_400);
    Dataset same = dataset(nightly, Map.of("cat", 20, "dog", 20));

    assertThat(later(same, ended(40, 86_399))).endsWith(", or at 2026-01-01T12:00:01Z");
    assertThat(sentence(same, ended(40, 86_400))).isEqualTo("trigger: every 86400 s, as scheduled");
    assertThat(later(dataset(nightly, Map.of("cat", 9)), TrainingHistory.NONE))
        .contains("two classes");
  }

  @Test
  void aTrainingThatIsDueKeepsItsIdUntilItIsRequested() {
    Dataset dataset = dataset(POLICY, Map.of("cat", 90, "dog", 90));

    String first = due(dataset, TrainingHistory.NONE);

    assertThat(due(dataset(POLICY, Map.of("cat", 91, "dog", 90)), TrainingHistory.NONE))
        .isEqualTo(first);
    assertThat(due(dataset, ended(40, 600))).isNotEqualTo(first);
  }

  private static String due(Dataset dataset, TrainingHistory history) {
    return ((NextTraining.Due) Trigger.next(dataset, history, NOW)).training();
  }

  private static String sentence(Dataset dataset, TrainingHistory history) {
    NextTraining next = Trigger.next(dataset, history, NOW);
    assertThat(next).isInstanceOf(NextTraining.Due.class);
    return next.sentence();
  }

  private static String later(Dataset dataset, TrainingHistory history) {
    return ((NextTraining.Later) Trigger.next(dataset, history, NOW)).sentence();
  }

  private static TrainingHistory ended(int known, long secondsAgo) {
    return new TrainingHistory(
        Optional.empty(),
        Optional.of("t1"),
        Optional.of(NOW.minusSeconds(secondsAgo)),
        OptionalInt.of(known),
        List.of("cat", "dog"));
  }

  private static Dataset dataset(TriggerPolicy policy, Map<String, Integer> images) {
    return dataset(policy, new TreeMap<>(classes(images)));
  }

  private static Dataset dataset(
      TriggerPolicy policy, SortedMap<String, Map<Split, Integer>> classes) {
    return new Dataset(
        "pets", DatasetDefinition.DEFAULT.with(policy), new Tally(classes, 0, new TreeMap<>()));
  }

  /** One image of each class in validation and test, the others in train. */
  private static Map<String, Map<Split, Integer>> classes(Map<String, Integer> images) {
    Map<String, Map<Split, Integer>> classes = new TreeMap<>();
    images.forEach(
        (label, count) -> {
          Map<Split, Integer> splits = new EnumMap<>(Split.class);
          splits.put(Split.TRAIN, count - 2);
          splits.put(Split.VALIDATION, 1);
          splits.put(Split.TEST, 1);
          classes.put(label, splits);
        });
    return classes;
  }
}
