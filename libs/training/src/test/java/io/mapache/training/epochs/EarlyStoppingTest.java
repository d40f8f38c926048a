package io.mapache.training.epochs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.training.KerasGoldens;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

  @Test
  void runsAsManyEpochsAndRestoresTheSameOneAsKeras() {
    JsonNode cases = KerasGoldens.json("early_stopping.json");
    assertThat(cases).hasSize(9);
    for (JsonNode each : cases) {
      EarlyStopping stopping =
          new EarlyStopping(each.get("patience").asInt(), each.path("min_delta").asDouble(0));
      int epochs = 0;
      for (JsonNode loss : each.get("val_losses")) {
        epochs++;
        stopping.improved(loss.asText().equals("nan") ? Double.NaN : loss.asDouble());
        if (stopping.stops()) {
          break;
        }
      }
      assertThat(epochs).as("%s", each).isEqualTo(each.get("epochs_run").asInt());
      assertThat(stopping.bestEpoch()).as("%s", each).isEqualTo(each.get("restored_epoch").asInt());
    }
  }

  @Test
  void keepsTheBestEpochAndNeverStopsUnlessAskedTo() {
    EarlyStopping never = EarlyStopping.never();
    assertThat(never.improved(0.5)).isTrue();
    assertThat(never.improved(0.5)).isFalse();
    assertThat(never.improved(0.4)).isTrue();
    assertThat(never.improved(0.6)).isFalse();
    assertThat(never.bestEpoch()).isEqualTo(3);
    assertThat(never.stops()).isFalse();
  }
}
