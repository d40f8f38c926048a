package io.mapache.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerMainTest {

  @Test
  void anArgumentWinsOverTheEnvironment() {
    assertThat(
            BrokerMain.options(
                new String[] {"--home", "here", "--port", "1"},
                Map.of("MAPACHE_BROKER_PORT", "2", "MAPACHE_BROKER_CONTROLLER_PORT", "3")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("home", "here", "port", "1", "controller-port", "3"));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(
            () -> BrokerMain.options(new String[] {"--home", "here", "--prot", "1"}, Map.of()))
        .hasMessageContaining("'--prot' is no option");
    assertThatThrownBy(() -> BrokerMain.options(new String[0], Map.of()))
        .hasMessageContaining("--home is missing");
  }
}
