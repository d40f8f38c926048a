package io.mapache.contracts.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTest {

  private static Recipe.Parsed parse(String json) throws IOException {
    return Recipe.parse(Json.mapper().readTree(json));
  }

  private static Recipe valid(String json) throws IOException {
    return ((Recipe.Valid) parse(json)).recipe();
  }

  @Test
  void nothingAtAllIsTheDefaults() throws IOException {
    assertThat(valid("{}")).isEqualTo(Recipe.DEFAULT);
    assertThat(Recipe.parse(null)).isEqualTo(new Recipe.Valid(Recipe.DEFAULT));
  }

  @Test
  void whatIsGivenReplacesItsDefaultAlone() throws IOException {
    Recipe recipe = valid("{\"head\":{\"epochs\":7},\"fineTune\":{\"from\":\"all\"},\"seed\":3}");
    assertThat(recipe.head())
        .isEqualTo(new Recipe.HeadRecipe(7, 1e-3, 0.2, Recipe.Workflow.FEATURES));
    assertThat(recipe.fineTune())
        .isEqualTo(new Recipe.FineTuneRecipe("all", 10, 1e-5, Recipe.Schedule.CONSTANT));
    assertThat(recipe.seed()).isEqualTo(3);
    assertThat(recipe.imageSize()).isEqualTo(150);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"imagesize\":99}                 | imagesize          | did you mean 'imageSize'?",
        "{\"head\":{\"learningrate\":0.1}}  | head.learningrate  | did you mean 'learningRate'?",
        "{\"fineTune\":{\"epoch\":3}}       | fineTune.epoch     | did you mean 'epochs'?",
        "{\"mood\":1}                       | mood               | Known here: batchSize"
      })
  void anUnknownKeyIsRefusedWithWhatWasProbablyMeant(String json, String key, String hint)
      throws IOException {
    assertThat(((Recipe.Invalid) parse(json)).problem())
        .contains("'" + key + "' is unknown")
        .contains(hint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"imageSize\":70}                  | imageSize: 70 (expected: 71 to 512)",
        "{\"batchSize\":0}                   | batchSize: 0",
        "{\"head\":{\"dropout\":1}}          | head.dropout: 1.0",
        "{\"head\":{\"learningRate\":0}}     | head.learningRate: 0.0",
        "{\"fineTune\":{\"from\":\"block1\"}} | fineTune.from: block1",
        "{\"device\":\"tpu\"}                | device: tpu (expected: cpu or cuda)",
        "{\"imageSize\":\"big\"}             | imageSize",
        "[1]                                 | expected: an object"
      })
  void aValueOutOfItsRangeIsRefusedWithKeyValueAndRange(String json, String sentence)
      throws IOException {
    assertThat(((Recipe.Invalid) parse(json)).problem()).contains(sentence);
  }

  @Test
  void comesBackFromItsJson() {
    assertThat(Json.read(Json.bytes(Recipe.DEFAULT), Recipe.class)).isEqualTo(Recipe.DEFAULT);
  }
}
