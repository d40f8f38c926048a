package io.mapache.cli.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on a free port of loopback whose answers a test writes. */
public final class Scripted implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  /** Decides by method and path with query. */
  public interface Script {
    Reply reply(String request);
  }

  /** Status 0: the connection is closed without an answer. */
  public record Reply(int status, String body) {}

  public Scripted(Script script) {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, script));
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** In the order of their coming. */
  public List<String> requests() {
    return requests;
  }

  /** What came with them; empty for none. */
  public List<String> bodies() {
    return bodies;
  }

  private void answer(HttpExchange exchange, Script script) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    requests.add(request);
    Reply reply = script.reply(request);
    if (reply.status() == 0) {
      exchange.close();
      return;
    }
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getResponseHeaders().add("Retry-After", "0");
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
