package io.mapache.inference.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** A service that starts where models were deployed before. */
@QuarkusTest
@WithTestResource(
    value = Surroundings.class,
    scope = TestResourceScope.RESTRICTED_TO_CLASS,
    initArgs = @ResourceArg(name = Surroundings.DEPLOYED, value = "true"))
class RestartTest {

  @TestHTTPResource("/")
  URI service;

  @Test
  void whenItIsReadyItServesTheNewestWishOfEachModelOnOneBase() {
    Client client = new Client(service);
    await().until(() -> client.get("/q/health/ready").status() == 200);
    JsonNode models = client.get("/v1/models").json();
    assertThat(models.findValuesAsText("model")).containsExactly("colours", "others");
    assertThat(models.findValuesAsText("version")).containsExactly("3", "1");
    assertThat(models.findValuesAsText("state")).containsExactly("serving", "serving");
    assertThat(models.findValuesAsText("base").stream().distinct()).hasSize(1);
    assertThat(new String(client.get("/q/metrics").response().body()))
        .contains("mapache_bases 1.0")
        .contains("mapache_swaps_total{outcome=\"served\"} 2.0")
        .doesNotContainPattern("mapache_swaps_total\\{outcome=\"refused\"} [1-9]");
  }
}
