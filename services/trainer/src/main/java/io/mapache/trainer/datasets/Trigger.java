package io.mapache.trainer.datasets;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.dataset.TriggerPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides when a dataset is trained without being asked. A pure function. */
public final class Trigger {

  /** Training needs the first, choosing the second, judging the third. */
  private static final List<Split> NEEDED = List.of(Split.TRAIN, Split.VALIDATION, Split.TEST);

  private Trigger() {}

  public static NextTraining next(Dataset dataset, TrainingHistory history, Instant now) {
    TriggerPolicy policy = dataset.definition().trigger();
    if (!policy.enabled()) {
      return new NextTraining.Later("only when asked for: the trigger is off");
    }
    if (history.active().isPresent()) {
      return new NextTraining.Later("not before training " + history.active().get() + " has ended");
    }
    String missing = missing(dataset.tally(), policy, history);
    if (!missing.isEmpty()) {
      return new NextTraining.Later("when " + missing);
    }
    Optional<Retraining> again = Retraining.of(dataset, history);
    Optional<String> reason =
        again.isPresent() ? again.get().reason(now) : Optional.of(size(dataset.tally()));
    if (reason.isEmpty()) {
      return new NextTraining.Later(again.orElseThrow().awaited());
    }
    long cooldown = cooldownLeft(policy, history, now);
    return cooldown > 0
        ? new NextTraining.Later("in " + cooldown + " s, when the cooldown is over")
        : new NextTraining.Due(training(dataset, history), "trigger: " + reason.get());
  }

  /** What any training needs, and a class' first one in particular. */
  private static String missing(Tally tally, TriggerPolicy policy, TrainingHistory history) {
    Optional<String> small =
        history.known().isPresent()
            ? Optional.empty()
            : Shortage.ofImages(tally, policy.minPerClass());
    return Stream.of(Shortage.ofClasses(tally), small, Shortage.in(tally, NEEDED))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("; and "));
  }

  private static String size(Tally tally) {
    return "%d images in %d classes".formatted(tally.images(), tally.classes().size());
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
}
