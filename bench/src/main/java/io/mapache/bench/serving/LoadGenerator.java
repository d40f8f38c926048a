package io.mapache.bench.serving;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The process that sends requests. Argument: the folder of pictures, if there is one. */
final class LoadGenerator {

  private final List<byte[]> pictures;
  private final Map<Form, List<Message>> messages = new EnumMap<>(Form.class);

  private LoadGenerator(List<byte[]> pictures) {
    this.pictures = pictures;
  }

  /**
   * What to send.
   *
   * @param connections requests that may be under way at a time
   */
  record Order(Target target, Arrivals arrivals, int connections) {}

  public static void main(String[] arguments) throws Exception {
    LoadGenerator generator = new LoadGenerator(Pictures.from(folder(arguments, 0)));
    Orders.follow(Order.class, generator::carryOut);
  }

  static Path folder(String[] arguments, int place) {
    return arguments.length > place ? Path.of(arguments[place]) : null;
  }

  private Answers carryOut(Order order) throws IOException, InterruptedException {
    List<Message> forms =
        messages.computeIfAbsent(
            order.target().form(), form -> pictures.stream().map(form::of).toList());
    List<Client> clients = new ArrayList<>();
    try {
      for (int i = 0; i < order.connections(); i++) {
        clients.add(Client.of(order.target(), forms));
      }
      return Load.run(order.arrivals(), clients, Time.SYSTEM);
    } finally {
      clients.forEach(Client::close);
    }
  }
}
