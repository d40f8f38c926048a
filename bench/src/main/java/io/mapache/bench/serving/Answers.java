package io.mapache.bench.serving;

import java.util.List;
import java.util.stream.Stream;

/** What became of the requests of a run. */
record Answers(List<Answer> all) {

  private static final double SECOND = 1e9;

  Answers {
    all = List.copyOf(all);
  }

  static Answers none() {
    return new Answers(List.of());
  }

  Answers and(Answers more) {
    return new Answers(Stream.concat(all.stream(), more.all.stream()).toList());
  }

  long count(int status) {
    return with(status).count();
  }

  /** Requests that were neither answered nor told to come again. */
  long failed() {
    return all.size() - count(Answer.OK) - count(Answer.OVERLOADED);
  }

  /** Milliseconds of those that were answered. */
  Sample latencies() {
    return latencies(Answer.OK);
  }

  Sample latencies(int status) {
    return Sample.of(with(status).mapToDouble(Answer::millis));
  }

  /** Answered a second, from the first request due to the last answer. */
  double perSecond() {
    long from = all.stream().mapToLong(Answer::scheduled).min().orElse(0);
    long to = with(Answer.OK).mapToLong(Answer::ended).max().orElse(0);
    return count(Answer.OK) / ((to - from) / SECOND);
  }

  private Stream<Answer> with(int status) {
    return all.stream().filter(answer -> answer.status() == status);
  }
}
