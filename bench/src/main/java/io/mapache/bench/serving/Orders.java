package io.mapache.bench.serving;

import io.mapache.contracts.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A process' side of a {@link Worker}: a line of JSON for each order, a line for each outcome. */
final class Orders {

  private Orders() {}

  /** Returns at the end of the input. */
  static <T> void follow(Class<T> order, Work<T> work) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(Json.text(work.carryOut(Json.read(line, order))));
      out.flush();
    }
  }

  interface Work<T> {
    Answers carryOut(T order) throws IOException, InterruptedException;
  }
}
