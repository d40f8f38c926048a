package io.mapache.training.epochs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.contracts.training.Recipe.EarlyStoppingRecipe;
import io.mapache.training.KerasGoldens;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

  @Test
  void runsAsManyEpochsAndRestoresTheSameOneAsKeras() {
    JsonNode cases = KerasGoldens.json("early_stopping.json");
    assertThat(cases).hasSize(9);
    for (JsonNode each : cases) {
      EarlyStopping stopping =
          new EarlyStopping(each.get("patience").asInt(), each.path("min_delta").asDouble(0), true);
      int epochs = 0;
      for (JsonNode loss : each.get("val_losses")) {
        epochs++;
        stopping.keeps(loss.asText().equals("nan") ? Double.NaN : loss.asDouble());
        if (stopping.stops()) {
          break;
        }
      }
      assertThat(epochs).as("%s", each).isEqualTo(each.get("epochs_run").asInt());
      assertThat(stopping.keptEpoch()).as("%s", each).isEqualTo(each.get("restored_epoch").asInt());
    }
  }

  @Test
  void keepsTheBestEpochAndNeverStopsUnlessAskedTo() {
    EarlyStopping never = EarlyStopping.after(EarlyStoppingRecipe.OFF, List.of());
    assertThat(never.keeps(0.5)).isTrue();
    assertThat(never.keeps(0.5)).isFalse();
    assertThat(never.keeps(0.4)).isTrue();
    assertThat(never.keeps(0.6)).isFalse();
    assertThat(never.keptEpoch()).isEqualTo(3);
    assertThat(never.stops()).isFalse();
  }

  @Test
  void keepsTheLastEpochWhereTheBestIsNotToBeRestored() {
    EarlyStopping last = EarlyStopping.after(new EarlyStoppingRecipe(2, 0, false), List.of());
    assertThat(last.keeps(0.5)).isTrue();
    assertThat(last.keeps(0.6)).isTrue();
    assertThat(last.stops()).isFalse();
    assertThat(last.keeps(0.7)).isTrue();
    assertThat(last.keptEpoch()).isEqualTo(3);
    assertThat(last.stops()).isTrue();
  }

  @Test
  void goesOnBehindTheEpochsThatAreDone() {
    EarlyStoppingRecipe recipe = new EarlyStoppingRecipe(2, 0.1, true);
    EarlyStopping stopping = EarlyStopping.after(recipe, List.of(score(1, 0.5), score(2, 0.45)));
    assertThat(stopping.stops()).isFalse();
    assertThat(stopping.keeps(0.41)).isFalse();
    assertThat(stopping.stops()).isTrue();
    assertThat(stopping.keptEpoch()).isEqualTo(1);
  }

  private static EpochScore score(int epoch, double valLoss) {
    return new EpochScore(epoch, 1, 0.5, valLoss, 0.5);
  }
}
