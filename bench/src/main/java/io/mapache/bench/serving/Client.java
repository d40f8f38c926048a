package io.mapache.bench.serving;

import io.mapache.contracts.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One connection that asks about one picture at a time. */
final class Client implements Answering, AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Reply NONE = new Reply(Answer.NO_ANSWER, 0);

  private final Connection connection;
  private final List<String> paths;
  private final List<Message> messages;

  private Client(Connection connection, List<String> paths, List<Message> messages) {
    this.connection = connection;
    this.paths = paths;
    this.messages = messages;
  }

  /** Connected. */
  static Client of(Target target, List<Message> messages) throws IOException {
    Connection connection = new Connection(target.service(), PATIENCE);
    connection.open();
    return new Client(connection, target.paths(), messages);
  }

  @Override
  public int atOnce() {
    return 1;
  }

  @Override
  public Reply answer(int first, int count) {
    try {
      Connection.Response response =
          connection.post(paths.get(first % paths.size()), messages.get(first % messages.size()));
      return new Reply(response.status(), version(response));
    } catch (IOException e) {
      return NONE;
    }
  }

  private static int version(Connection.Response response) throws IOException {
    return response.status() == Answer.OK
        ? Json.mapper().readTree(response.body()).path("version").asInt()
        : 0;
  }

  @Override
  public void close() {
    connection.close();
  }
}
