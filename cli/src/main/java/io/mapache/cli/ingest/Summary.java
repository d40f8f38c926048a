package io.mapache.cli.ingest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of many files. */
public record Summary(int stored, int duplicates, List<Refusal> refused) {

  /** For one file. */
  public record Refusal(String file, String reason, String detail) {}

  static Summary of(List<Upload> outcomes) {
    return new Summary(
        (int) outcomes.stream().filter(Upload.Stored.class::isInstance).count(),
        (int) outcomes.stream().filter(Upload.Duplicate.class::isInstance).count(),
        outcomes.stream()
            .filter(Upload.Refused.class::isInstance)
            .map(Upload.Refused.class::cast)
            .map(refused -> new Refusal(refused.file().name(), refused.reason(), refused.detail()))
            .toList());
  }

  public Map<String, Integer> byReason() {
    Map<String, Integer> counts = new TreeMap<>();
    refused.forEach(refusal -> counts.merge(refusal.reason(), 1, Integer::sum));
    return counts;
  }

  /** {@code 1200 stored, 3 with known bytes, 2 refused (1 empty, 1 truncated)}. */
  public String words() {
    StringBuilder words = new StringBuilder(stored + " stored");
    if (duplicates > 0) {
      words.append(", ").append(duplicates).append(" with known bytes");
    }
    words.append(", ").append(refused.size()).append(" refused");
    if (!refused.isEmpty()) {
      List<String> reasons =
          byReason().entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList();
      words.append(" (").append(String.join(", ", reasons)).append(')');
    }
    return words.toString();
  }
}
