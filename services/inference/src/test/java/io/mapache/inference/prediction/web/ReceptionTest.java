package io.mapache.inference.prediction.web;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReceptionTest {

  private static final String HERE = "127.0.0.1";
  private static final int ALL = 1 << 20;
  private static final Reception.Pace ANY = new Reception.Pace(0, Duration.ofHours(1).toMillis());

  private final Vertx vertx = Vertx.vertx();
  private final Semaphore room = new Semaphore(ALL);
  private Reception.Pace pace = ANY;
  private HttpServer server;

  @BeforeEach
  void start() {
    Router router = Router.router(vertx);
    router.route().handler(call -> Reception.of(call, new Upload(ALL, room, Bodies.UNKNOWN), pace));
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, HERE)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void end() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpVersion.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void aSenderThatStallsGivesItsRoomBack(HttpVersion version) {
    pace = new Reception.Pace(1, 200);
    begin(version);
    await().until(() -> room.availablePermits() < ALL);
    await().until(() -> room.availablePermits() == ALL);
  }

  @Test
  void aSenderOfAByteNowAndThenGivesItsRoomBack() {
    pace = new Reception.Pace(1_000, 200);
    HttpClientRequest request = begin(HttpVersion.HTTP_1_1);
    long dripping = vertx.setPeriodic(20, timer -> request.write("."));
    await().until(() -> room.availablePermits() < ALL);
    await().until(() -> room.availablePermits() == ALL);
    vertx.cancelTimer(dripping);
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpVersion.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void aSenderThatGoesAwayGivesItsRoomBack(HttpVersion version) {
    HttpClientRequest request = begin(version);
    await().until(() -> room.availablePermits() < ALL);
    request.reset();
    await().until(() -> room.availablePermits() == ALL);
  }

  /** Sends a piece of a body, and no more. */
  private HttpClientRequest begin(HttpVersion version) {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false));
    HttpClientRequest request =
        client
            .request(HttpMethod.POST, server.actualPort(), HERE, "/")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    request.exceptionHandler(expected -> {});
    request.setChunked(true).write(Buffer.buffer("a piece"));
    return request;
  }
}
