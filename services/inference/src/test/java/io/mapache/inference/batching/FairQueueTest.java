package io.mapache.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FairQueueTest {

  @Test
  void modelsTakeTurnsAndEachIsServedInOrderOfArrival() {
    FairQueue<String> queue = new FairQueue<>(8);
    enter(queue, "a1", "a2", "a3", "b1", "c1", "b2");
    assertThat(drained(queue)).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
  }

  @Test
  void aModelThatComesLaterIsNextAfterThoseWhoseTurnHasNotBeen() {
    FairQueue<String> queue = new FairQueue<>(8);
    enter(queue, "a1", "a2", "a3");
    queue.next(any -> true);
    enter(queue, "b1");
    assertThat(drained(queue)).containsExactly("a2", "b1", "a3");
  }

  @Test
  void whatIsNotReadyHoldsUpNobodyAndKeepsItsPlace() {
    FairQueue<String> queue = new FairQueue<>(8);
    enter(queue, "a1", "a2", "b1");
    assertThat(queue.next(entry -> entry.equals("b1"))).hasValue("b1");
    assertThat(queue.next(entry -> entry.equals("a2"))).hasValue("a2");
    assertThat(queue.has(entry -> entry.equals("a2"))).isFalse();
    assertThat(queue.size()).isEqualTo(1);
    assertThat(drained(queue)).containsExactly("a1");
  }

  @Test
  void aModelAloneHasAllOfTheRoom() {
    FairQueue<String> queue = new FairQueue<>(3);
    enter(queue, "a1", "a2", "a3");
    assertThat(queue.enter("a", "a4")).hasValue("a4");
    assertThat(drained(queue)).containsExactly("a1", "a2", "a3");
  }

  @Test
  void theNewestOfTheModelThatHasMostLeavesForOneThatHasLess() {
    FairQueue<String> queue = new FairQueue<>(4);
    enter(queue, "b1", "a1", "a2", "a3");
    assertThat(queue.enter("b", "b2")).hasValue("a3");
    assertThat(queue.enter("b", "b3")).hasValue("b3");
    assertThat(queue.enter("a", "a4")).hasValue("a4");
    assertThat(queue.enter("c", "c1")).isPresent().get().isIn("a2", "b2");
    assertThat(queue.size()).isEqualTo(4);
  }

  @Test
  void whoFindsNoRoomInAQueueOfOnesLeavesNothingBehind() {
    FairQueue<String> queue = new FairQueue<>(2);
    enter(queue, "a1", "b1");
    assertThat(queue.enter("c", "c1")).hasValue("c1");
    assertThat(drained(queue)).containsExactly("a1", "b1");
  }

  @Test
  void whoLeavesMakesRoomOnce() {
    FairQueue<String> queue = new FairQueue<>(2);
    enter(queue, "a1", "a2");
    queue.leave("a", "a1");
    queue.leave("a", "a1");
    assertThat(queue.size()).isEqualTo(1);
    enter(queue, "a3");
    assertThat(drained(queue)).containsExactly("a2", "a3");
  }

  /** Entries are named by their model and a number. */
  private static void enter(FairQueue<String> queue, String... entries) {
    for (String entry : entries) {
      assertThat(queue.enter(entry.substring(0, 1), entry)).isEmpty();
    }
  }

  private static List<String> drained(FairQueue<String> queue) {
    List<String> order = new ArrayList<>();
    for (Optional<String> next = queue.next(any -> true);
        next.isPresent();
        next = queue.next(any -> true)) {
      order.add(next.get());
    }
    assertThat(queue.size()).isZero();
    return order;
  }

  @Test
  void theFirstOfSomeIsFoundInTheOrderOfTurnsAndStaysWhereItIs() {
    FairQueue<String> queue = new FairQueue<>(8);
    queue.enter("a", "a1");
    queue.enter("a", "a2");
    queue.enter("b", "b1");
    assertThat(queue.first(entry -> !entry.equals("a1"))).hasValue("b1");
    assertThat(queue.first(entry -> entry.endsWith("2"))).hasValue("a2");
    assertThat(queue.first(entry -> entry.equals("c"))).isEmpty();
    assertThat(queue.size()).isEqualTo(3);
    assertThat(queue.count(entry -> entry.startsWith("a"))).isEqualTo(2);
  }
}
