package io.mapache.trainer.datasets;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.dataset.TriggerPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Decides when a dataset is trained without being asked. A pure function. */
public final class Trigger {

  /** Training needs the first, choosing the second, judging the third. */
  private static final List<Split> NEEDED = List.of(Split.TRAIN, Split.VALIDATION, Split.TEST);

  /** Sentences name at most so many classes. */
  private static final int NAMED = 5;

  private Trigger() {}

  public static NextTraining next(Dataset dataset, TrainingHistory history, Instant now) {
    TriggerPolicy policy = dataset.definition().trigger();
    if (!policy.enabled()) {
      return new NextTraining.Later("only when asked for: the trigger is off");
    }
    if (history.active().isPresent()) {
      return new NextTraining.Later("not before training " + history.active().get() + " has ended");
    }
    List<String> missing =
        history.known().isPresent()
            ? missingSince(dataset.tally(), policy, history.known().getAsInt())
            : missingForTheFirst(dataset.tally(), policy);
    if (!missing.isEmpty()) {
      return new NextTraining.Later("when " + String.join("; and ", missing));
    }
    long cooldown = cooldownLeft(policy, history, now);
    return cooldown > 0
        ? new NextTraining.Later("in " + cooldown + " s, when the cooldown is over")
        : new NextTraining.Due(training(dataset, history), because(dataset.tally(), history));
  }

  private static List<String> missingSince(Tally tally, TriggerPolicy policy, int known) {
    int arrived = tally.images() - known;
    int wanted = policy.newLabelsAfter(known);
    return arrived >= wanted
        ? List.of()
        : List.of(
            "%d labelled images more than the last training's %d have come (now: %d)"
                .formatted(wanted, known, Math.max(arrived, 0)));
  }

  private static List<String> missingForTheFirst(Tally tally, TriggerPolicy policy) {
    List<String> missing = new ArrayList<>();
    if (tally.classes().size() < 2) {
      missing.add("there are two classes or more (now: " + tally.classes().size() + ")");
    }
    List<String> small =
        tally.classes().keySet().stream()
            .filter(label -> tally.images(label) < policy.minPerClass())
            .map(label -> label + " " + tally.images(label))
            .toList();
    if (!small.isEmpty()) {
      missing.add(
          "every class has %d images (now: %s)".formatted(policy.minPerClass(), named(small)));
    }
    List<String> holes =
        tally.classes().keySet().stream()
            .flatMap(
                label ->
                    NEEDED.stream()
                        .filter(split -> tally.images(label, split) == 0)
                        .map(split -> label + " none in " + split.code()))
            .toList();
    if (!holes.isEmpty()) {
      missing.add(
          "every class has an image in train, validation and test (now: " + named(holes) + ")");
    }
    return missing;
  }

  private static String named(List<String> items) {
    String first = items.stream().limit(NAMED).collect(Collectors.joining(", "));
    return items.size() <= NAMED ? first : first + " and " + (items.size() - NAMED) + " more";
  }

  private static long cooldownLeft(TriggerPolicy policy, TrainingHistory history, Instant now) {
    return history
        .lastEnd()
        .map(end -> Duration.between(now, end.plusSeconds(policy.cooldownSeconds())))
        .filter(left -> !left.isNegative())
        .map(left -> left.toMillis() / 1000 + (left.toMillis() % 1000 == 0 ? 0 : 1))
        .orElse(0L);
  }

  /** Made of what came before, so that a restart between deciding and noting asks only once. */
  private static String training(Dataset dataset, TrainingHistory history) {
    return Digest.of("trigger\n" + dataset.name() + "\n" + history.last().orElse("")).abbreviated();
  }

  private static String because(Tally tally, TrainingHistory history) {
    return history.known().isPresent()
        ? "trigger: %d labelled images more than the last training's %d"
            .formatted(tally.images() - history.known().getAsInt(), history.known().getAsInt())
        : "trigger: %d images in %d classes".formatted(tally.images(), tally.classes().size());
  }
}
