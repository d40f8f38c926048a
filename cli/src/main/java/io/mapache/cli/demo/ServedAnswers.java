package io.mapache.cli.demo;

import java.util.Map;

/**
 * What the running service answered about a test split.
 *
 * @param requests images asked about
 * @param failed of these, without an answer
 * @param retried of these, answered, but not at the first try
 * @param version that gave the last answer, with its bundle's digest; null if none came
 * @param byVersion answers by version: one, unless it changed meanwhile
 * @param missing test images that are not in this demo's files, so could not be asked about
 */
record ServedAnswers(
    int requests,
    int failed,
    int retried,
    Accuracy accuracy,
    Integer version,
    String digest,
    Map<Integer, Integer> byVersion,
    int missing) {

  boolean complete() {
    return requests > 0 && failed == 0;
  }
}
