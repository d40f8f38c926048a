package io.mapache.trainer.datasets;

import io.mapache.contracts.dataset.TriggerPolicy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a dataset that was trained before is worth another training: enough new labels, other
 * classes, or the hour.
 *
 * @param known images in the snapshot of the latest training
 */
record Retraining(Dataset dataset, TrainingHistory history, int known) {

  /** Empty if there was no training with a snapshot. */
  static Optional<Retraining> of(Dataset dataset, TrainingHistory history) {
    return history.known().isPresent()
        ? Optional.of(new Retraining(dataset, history, history.known().getAsInt()))
        : Optional.empty();
  }

  Optional<String> reason(Instant now) {
    Optional<String> grown =
        arrived() >= wanted()
            ? Optional.of(
                "%d labelled images more than the last training's %d".formatted(arrived(), known))
            : Optional.empty();
    Optional<String> scheduled =
        scheduled()
            .filter(at -> !at.isAfter(now))
            .map(at -> "every " + policy().scheduleSeconds() + " s, as scheduled");
    return grown.or(() -> otherClasses().filter(classes -> small().isEmpty())).or(() -> scheduled);
  }

  /** What there is no {@link #reason} without. */
  String awaited() {
    Optional<String> growth =
        Optional.of(
            "when %d labelled images more than the last training's %d have come (now: %d)"
                .formatted(wanted(), known, Math.max(arrived(), 0)));
    Optional<String> classes =
        otherClasses().isPresent() ? small().map(lacking -> "when " + lacking) : Optional.empty();
    Optional<String> hour = scheduled().map(at -> "at " + at.truncatedTo(ChronoUnit.SECONDS));
    return Stream.of(growth, classes, hour)
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", or "));
  }

  private int arrived() {
    return dataset.tally().images() - known;
  }

  private int wanted() {
    return policy().newLabelsAfter(known);
  }

  private Optional<String> small() {
    return Shortage.ofImages(dataset.tally(), policy().minPerClass());
  }

  private Optional<Instant> scheduled() {
    return history
        .lastEnd()
        .filter(end -> policy().scheduleSeconds() > 0)
        .map(end -> end.plusSeconds(policy().scheduleSeconds()));
  }

  /** {@code other classes than in the last training: fox new, dog gone}. */
  private Optional<String> otherClasses() {
    Collection<String> today = dataset.tally().classes().keySet();
    List<String> changes =
        Stream.concat(
                without(today, history.classes()).map(label -> label + " new"),
                without(history.classes(), today).map(label -> label + " gone"))
            .toList();
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of("other classes than in the last training: " + Shortage.named(changes));
  }

  private static Stream<String> without(Collection<String> labels, Collection<String> others) {
    return labels.stream().filter(label -> !others.contains(label));
  }

  private TriggerPolicy policy() {
    return dataset.definition().trigger();
  }
}
