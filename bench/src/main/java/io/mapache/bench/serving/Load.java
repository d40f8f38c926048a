package io.mapache.bench.serving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Puts arrivals before whatever answers them. Each server has a thread, which takes the next
 * arrival, waits until it is due and has it answered: nothing is handed over at the moment that
 * counts. An arrival that finds no server free is late, and counts from when it was due.
 */
final class Load {

  /** Between the start of the threads and the first arrival. */
  private static final long LEAD_NANOS = 50_000_000;

  private final Arrivals arrivals;
  private final Time time;
  private final long start;
  private final AtomicInteger next = new AtomicInteger();
  private final Answer[] answers; // each place written by the thread that took the arrival

  private Load(Arrivals arrivals, Time time) {
    this.arrivals = arrivals;
    this.time = time;
    this.start = time.nanos() + LEAD_NANOS;
    this.answers = new Answer[arrivals.count()];
  }

  /** Blocks until all are answered. A server that takes several at once has to be the only one. */
  static Answers run(Arrivals arrivals, List<? extends Answering> servers, Time time)
      throws InterruptedException {
    Load load = new Load(arrivals, time);
    ExecutorService threads = Executors.newFixedThreadPool(servers.size());
    try {
      List<Future<?>> ends = new ArrayList<>();
      servers.forEach(server -> ends.add(threads.submit(() -> load.work(server))));
      for (Future<?> end : ends) {
        end.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the load was not carried out: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
    return new Answers(Arrays.asList(load.answers));
  }

  private void work(Answering server) {
    for (int first = next.getAndIncrement();
        first < answers.length;
        first = next.getAndIncrement()) {
      time.sleepUntil(due(first));
      answer(server, first, 1 + alsoDue(server.atOnce() - 1));
    }
  }

  private int alsoDue(int most) {
    int taken = 0;
    while (taken < most && next.get() < answers.length && due(next.get()) <= time.nanos()) {
      next.getAndIncrement();
      taken++;
    }
    return taken;
  }

  private void answer(Answering server, int first, int count) {
    long sent = time.nanos();
    Answering.Reply reply = server.answer(first, count);
    long ended = time.nanos();
    for (int i = first; i < first + count; i++) {
      answers[i] = new Answer(due(i), sent, ended, reply.status(), reply.version());
    }
  }

  private long due(int arrival) {
    return start + arrivals.nanos().get(arrival);
  }
}
