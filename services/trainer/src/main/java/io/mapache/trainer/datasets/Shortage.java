package io.mapache.trainer.datasets;

import io.mapache.contracts.dataset.Split;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a dataset lacks, each in words that name the classes it is about. A pure function. */
final class Shortage {

  /** Sentences name at most so many classes. */
  private static final int NAMED = 5;

  private Shortage() {}

  /** {@code there are two classes or more (now: 1)}. */
  static Optional<String> ofClasses(Tally tally) {
    int classes = tally.classes().size();
    return classes >= 2
        ? Optional.empty()
        : Optional.of("there are two classes or more (now: " + classes + ")");
  }

  /** {@code every class has 20 images (now: dog 13)}. */
  static Optional<String> ofImages(Tally tally, int wanted) {
    return words(
        "every class has " + wanted + " images",
        tally.classes().keySet().stream()
            .filter(label -> tally.images(label) < wanted)
            .map(label -> label + " " + tally.images(label))
            .toList());
  }

  /** {@code every class has an image in train and test (now: dog none in test)}. */
  static Optional<String> in(Tally tally, List<Split> splits) {
    List<String> codes = splits.stream().map(Split::code).toList();
    int last = codes.size() - 1;
    return words(
        "every class has an image in %s and %s"
            .formatted(String.join(", ", codes.subList(0, last)), codes.get(last)),
        tally.classes().keySet().stream()
            .flatMap(
                label ->
                    splits.stream()
                        .filter(split -> tally.images(label, split) == 0)
                        .map(split -> label + " none in " + split.code()))
            .toList());
  }

  private static Optional<String> words(String wanted, List<String> lacking) {
    if (lacking.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of("%s (now: %s)".formatted(wanted, named(lacking)));
  }

  /** The first few of many. */
  static String named(List<String> items) {
    String first = items.stream().limit(NAMED).collect(Collectors.joining(", "));
    return items.size() <= NAMED ? first : first + " and " + (items.size() - NAMED) + " more";
  }
}
