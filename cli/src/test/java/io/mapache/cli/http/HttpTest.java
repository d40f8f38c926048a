package io.mapache.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.cli.http.Scripted.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpTest {

  private static final Patience SHORT =
      new Patience(Duration.ofSeconds(20), Duration.ofMillis(1), Duration.ofMillis(2));

  @Test
  void asksAgainWhileTheServiceIsBusyAwayOrHangsUp() throws Unanswered {
    try (Scripted server = answering(busy(), hangsUp(), tooMany(), ok())) {
      Answer answer = new Http().send(post(server), SHORT);
      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.tries()).isEqualTo(4);
    }
  }

  @Test
  void doesNotAskAgainAfterARefusal() throws Unanswered {
    Reply refusal =
        new Reply(422, "{\"title\":\"refused\",\"detail\":\"it is cut\",\"reason\":\"truncated\"}");
    try (Scripted server = answering(refusal, ok())) {
      Answer answer = new Http().send(post(server), SHORT);
      assertThat(answer.reason()).isEqualTo("truncated");
      assertThat(answer.problem()).isEqualTo("it is cut");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void saysWhatTheServiceSaidLastWhenPatienceIsAtItsEnd() {
    Patience none = Patience.NONE;
    try (Scripted server = answering(busy(), ok())) {
      HttpRequest request = post(server);
      assertThatThrownBy(() -> new Http().send(request, none))
          .isInstanceOf(Unanswered.class)
          .hasMessageContaining("Kafka is away");
    }
  }

  @Test
  void pausesGrowUpToTheLongest() {
    Patience patience =
        new Patience(Duration.ofSeconds(60), Duration.ofMillis(200), Duration.ofSeconds(5));
    assertThat(List.of(1, 2, 3, 6, 50))
        .extracting(failures -> patience.pause(failures).toMillis())
        .containsExactly(200L, 400L, 800L, 5000L, 5000L);
  }

  private static Scripted answering(Reply... replies) {
    Iterator<Reply> next = List.of(replies).iterator();
    return new Scripted(request -> next.next());
  }

  private static HttpRequest post(Scripted server) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/images"))
        .POST(HttpRequest.BodyPublishers.ofString("bytes"))
        .build();
  }

  private static Reply ok() {
    return new Reply(202, "{}");
  }

  private static Reply busy() {
    return new Reply(503, "{\"detail\":\"Kafka is away\"}");
  }

  private static Reply tooMany() {
    return new Reply(429, "");
  }

  private static Reply hangsUp() {
    return new Reply(0, "");
  }
}
