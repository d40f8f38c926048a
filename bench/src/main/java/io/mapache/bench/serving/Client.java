package io.mapache.bench.serving;

import io.mapache.contracts.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One connection that asks about one picture at a time. */
final class Client implements Answering, AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Reply NONE = Reply.of(Answer.NO_ANSWER, 0);

  private final Connection connection;
  private final List<byte[]> openings;
  private final List<Message> messages;

  private Client(Connection connection, List<byte[]> openings, List<Message> messages) {
    this.connection = connection;
    this.openings = openings;
    this.messages = messages;
  }

  /** Connected. */
  static Client of(Target target, List<Message> messages) throws IOException {
    Connection connection = new Connection(target.service(), PATIENCE);
    connection.open();
    List<byte[]> openings =
        target.paths().stream().map(path -> connection.opening("POST", path)).toList();
    return new Client(connection, openings, messages);
  }

  @Override
  public int atOnce() {
    return 1;
  }

  @Override
  public Reply answer(int first, int count) {
    try {
      return new Said(
          connection.exchange(
              openings.get(first % openings.size()), messages.get(first % messages.size())));
    } catch (IOException e) {
      return NONE;
    }
  }

  private record Said(Connection.Response response) implements Reply {

    @Override
    public int status() {
      return response.status();
    }

    @Override
    public int version() {
      try {
        return status() == Answer.OK
            ? Json.mapper().readTree(response.body()).path("version").asInt()
            : 0;
      } catch (IOException e) {
        return 0; // other servers answer what they want
      }
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
