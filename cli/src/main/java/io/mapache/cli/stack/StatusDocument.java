package io.mapache.cli.stack;

import java.util.List;

/** What {@code up --json} and {@code status --json} print about the processes. */
record StatusDocument(boolean ready, List<Entry> processes) {

  record Entry(
      String name,
      Long pid,
      int port,
      String startedAt,
      Long residentBytes,
      boolean ready,
      String problem,
      boolean outdated) {}

  static StatusDocument of(List<State> states) {
    return new StatusDocument(
        states.stream().allMatch(State::ready),
        states.stream()
            .map(
                state ->
                    new Entry(
                        state.part().word(),
                        state.pid(),
                        state.port(),
                        state.startedAt() == null ? null : state.startedAt().toString(),
                        state.residentBytes(),
                        state.ready(),
                        state.problem(),
                        state.outdated()))
            .toList());
  }
}
