package io.mapache.cli.terminal;

import java.util.function.Supplier;

/** What is said if Ctrl-C ends the work in between: mostly, what goes on without it. */
public record Farewell(String sentence) {

  public <T> T unlessDone(Output output, Supplier<T> work) {
    Thread hook = new Thread(() -> output.note(System.lineSeparator() + sentence), "farewell");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.get();
    } finally {
      forget(hook);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The end has begun, and the sentence is being said.
      return;
    }
  }
}
