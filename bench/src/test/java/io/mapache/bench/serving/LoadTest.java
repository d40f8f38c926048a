package io.mapache.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadTest {

  private static final long MILLISECOND = 1_000_000;

  private final HandTime time = new HandTime();
  private final List<String> calls = new ArrayList<>();

  @Test
  void aQuietServerIsAskedWhenRequestsAreDue() throws Exception {
    Answers answers = Load.run(at(0, 50, 100), List.of(server(1, 20)), time);

    assertThat(answers.latencies().values()).containsExactly(20, 20, 20);
    assertThat(answers.all()).allSatisfy(a -> assertThat(a.sent()).isEqualTo(a.scheduled()));
  }

  @Test
  void aRequestThatWaitedForTheOneBeforeCountsFromWhenItWasDue() throws Exception {
    Answers answers = Load.run(at(0, 5, 10), List.of(server(1, 20)), time);

    assertThat(answers.latencies().values()).containsExactly(20, 35, 50);
    assertThat(answers.all().get(2).sent() - answers.all().get(2).scheduled())
        .isEqualTo(30 * MILLISECOND);
  }

  @Test
  void aServerOfBatchesTakesWhatIsDueAndNoMore() throws Exception {
    var unused = Load.run(at(0, 5, 10, 15, 50, 50, 50), List.of(server(2, 20)), time);

    assertThat(calls).containsExactly("0+1", "1+2", "3+1", "4+2", "6+1");
  }

  @Test
  void whatWasAnsweredIsToldInTheOrderOfTheArrivals() throws Exception {
    Answering refusing =
        new Answering() {
          @Override
          public int atOnce() {
            return 1;
          }

          @Override
          public Reply answer(int first, int count) {
            return first == 1 ? Reply.of(429, 0) : Reply.of(200, first);
          }
        };

    Answers answers = Load.run(at(0, 1, 2), List.of(refusing), time);

    assertThat(answers.all()).extracting(Answer::status).containsExactly(200, 429, 200);
    assertThat(answers.all()).extracting(Answer::version).containsExactly(0, 0, 2);
  }

  @Test
  void whatTheLoadItselfReadsOfAReplyIsNotInItsTime() throws Exception {
    Answering.Reply slowToRead =
        new Answering.Reply() {
          @Override
          public int status() {
            return 200;
          }

          @Override
          public int version() {
            time.now += 10 * MILLISECOND;
            return 1;
          }
        };

    Answers answers = Load.run(at(0), List.of(server(1, 20, slowToRead)), time);

    assertThat(answers.latencies().values()).containsExactly(20);
  }

  private static Arrivals at(long... millis) {
    return new Arrivals(java.util.Arrays.stream(millis).mapToObj(m -> m * MILLISECOND).toList());
  }

  private Answering server(int atOnce, long millis) {
    return server(atOnce, millis, Answering.Reply.of(200, 0));
  }

  private Answering server(int atOnce, long millis, Answering.Reply reply) {
    return new Answering() {
      @Override
      public int atOnce() {
        return atOnce;
      }

      @Override
      public Reply answer(int first, int count) {
        calls.add(first + "+" + count);
        time.now += millis * MILLISECOND;
        return reply;
      }
    };
  }

  /** Passes when somebody sleeps. */
  private static final class HandTime implements Time {
    private volatile long now;

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void sleepUntil(long nanos) {
      now = Math.max(now, nanos);
    }
  }
}
