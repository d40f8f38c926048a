package io.mapache.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Failure;
import io.mapache.cli.Settings;
import io.mapache.cli.stack.Part;
import io.mapache.cli.stack.Ports;
import io.mapache.contracts.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** One of our services, asked for small things. */
public final class Service {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Part part;
  private final URI address;
  private final Http http;

  Service(Part part, URI address, Http http) {
    this.part = part;
    this.address = address;
    this.http = http;
  }

  /** The service of this machine's stack. */
  public static Service of(Part part, Settings settings) {
    return new Service(part, Ports.of(settings).address(part), new Http());
  }

  /** A name as it stands in a path. */
  public static String encoded(String name) {
    return Query.encoded(name);
  }

  public Http http() {
    return http;
  }

  /** A request to build on, of something small. */
  public HttpRequest.Builder request(String path, UnaryOperator<Query> query) {
    return request(path, query, TIMEOUT);
  }

  /** A request to build on. */
  public HttpRequest.Builder request(String path, UnaryOperator<Query> query, Duration timeout) {
    return Http.request(at(query.apply(new Query(path)).toString()), timeout);
  }

  /** Where a browser finds a path of this service. */
  public URI address(String path) {
    return at(path);
  }

  private URI at(String path) {
    return address.resolve(path);
  }

  /**
   * @throws Failure if the service is away or answers with a problem
   */
  public JsonNode get(String path) {
    return expectOk(answer(path, Patience.NONE)).json();
  }

  /** As it comes, problems included. */
  public Answer answer(String path, Patience patience) {
    return send(Http.request(at(path), TIMEOUT).GET().build(), patience);
  }

  public Answer put(String path, Object body) {
    return repeat(json(path).PUT(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body))));
  }

  /** Sent once: what was asked for may have happened though the answer was lost. */
  public Answer post(String path, Object body) {
    return expectOk(
        send(
            json(path).POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body))).build(),
            Patience.NONE));
  }

  /** For what may be sent twice: sent until it is answered, for a minute. */
  public Answer repeat(HttpRequest.Builder request) {
    return expectOk(send(request.build(), Patience.A_MINUTE));
  }

  private Answer send(HttpRequest request, Patience patience) {
    try {
      return http.send(request, patience);
    } catch (Unanswered e) {
      throw away(e);
    }
  }

  public Failure away(Unanswered e) {
    return new Failure(
        "%s is not there (%s). Start what is missing: ./mapache up"
            .formatted(part.word(), e.getMessage()),
        e);
  }

  private Answer expectOk(Answer answer) {
    if (!answer.isOk()) {
      throw new Failure(part.word() + ": " + answer.problem());
    }
    return answer;
  }

  private HttpRequest.Builder json(String path) {
    return Http.request(at(path), TIMEOUT).header("Content-Type", "application/json");
  }
}
