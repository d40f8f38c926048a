package io.mapache.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerOptionsTest {

  @Test
  void needNothing() {
    BrokerOptions options = of(Map.of());
    assertThat(options.data().toString()).endsWith("/.local/share/mapache/kafka");
    assertThat(options.port()).isEqualTo(9192);
    assertThat(options.controllerPort()).isEqualTo(9193);
  }

  @Test
  void anArgumentWinsOverTheEnvironment() {
    Map<String, String> environment =
        Map.of("MAPACHE_KAFKA_PORT", "2", "MAPACHE_KAFKA_CONTROLLER_PORT", "3");
    assertThat(of(environment, "--home", "here", "--port", "1"))
        .isEqualTo(new BrokerOptions(Path.of("here"), 1, 3));
  }

  @Test
  void refuseWhatTheyDoNotKnow() {
    assertThatThrownBy(() -> of(Map.of(), "--prot", "1"))
        .hasMessageContaining("'--prot' is no option");
    assertThatThrownBy(() -> of(Map.of(), "--port")).hasMessageContaining("has no value");
    assertThatThrownBy(() -> of(Map.of("MAPACHE_KAFKA_PORT", "70000")))
        .hasMessage("--port or MAPACHE_KAFKA_PORT: '70000' (expected: 1 to 65535)");
  }

  private static BrokerOptions of(Map<String, String> environment, String... arguments) {
    return BrokerOptions.of(arguments, environment);
  }
}
