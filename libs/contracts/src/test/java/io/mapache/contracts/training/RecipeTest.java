package io.mapache.contracts.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.Json;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {

  private static Recipe.Parsed parse(String json) throws IOException {
    return Recipe.parse(Json.mapper().readTree(json));
  }

  private static Recipe valid(String json) throws IOException {
    return ((Recipe.Valid) parse(json)).recipe();
  }

  private static String problem(String json) throws IOException {
    return ((Recipe.Invalid) parse(json)).problem();
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

  @Test
  void aPresetIsTheStartForWhatStandsBesideIt() throws IOException {
    assertThat(valid("{\"preset\":\"default\"}")).isEqualTo(Recipe.DEFAULT);
    assertThat(valid("{\"preset\":\"guide\"}")).isEqualTo(Recipe.GUIDE);
    Recipe changed = valid("{\"seed\":3,\"augment\":{\"rotation\":0},\"preset\":\"guide\"}");
    assertThat(changed.seed()).isEqualTo(3);
    assertThat(changed.augment()).isEqualTo(new Recipe.AugmentRecipe(true, false, 0, 4));
    assertThat(changed.head()).isEqualTo(Recipe.GUIDE.head());
    assertThat(changed.fineTune()).isEqualTo(Recipe.GUIDE.fineTune());
  }

  @Test
  void classWeightsAreAWordOrANumberForEachLabel() throws IOException {
    assertThat(valid("{\"classWeights\":\"balanced\"}").classWeights())
        .isEqualTo(ClassWeights.BALANCED);
    assertThat(valid("{\"classWeights\":{\"rust\":2}}").classWeights())
        .isEqualTo(new ClassWeights(ClassWeights.Mode.GIVEN, Map.of("rust", 2.0)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"imagesize\":99}                   | imagesize              | did you mean 'imageSize'?",
        "{\"head\":{\"learningrate\":0.1}}    | head.learningrate      | did you mean 'learningRate'?",
        "{\"fineTune\":{\"epoch\":3}}         | fineTune.epoch         | did you mean 'epochs'?",
        "{\"augment\":{\"rotatoin\":0.1}}     | augment.rotatoin       | did you mean 'rotation'?",
        "{\"earlyStopping\":{\"patienc\":3}}  | earlyStopping.patienc  | did you mean 'patience'?",
        "{\"classWeight\":\"balanced\"}       | classWeight            | did you mean 'classWeights'?",
        "{\"pre-set\":\"guide\"}              | pre-set                | did you mean 'preset'?",
        "{\"mood\":1}                         | mood                   | Known here: augment, batchSize"
      })
  void anUnknownKeyIsRefusedWithWhatWasProbablyMeant(String json, String key, String hint)
      throws IOException {
    assertThat(problem(json)).contains("'" + key + "' is unknown").contains(hint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"imageSize\":70}                   | imageSize: 70 (expected: a whole number, 71 to 512 pixels)",
        "{\"imageSize\":\"big\"}              | imageSize: \"big\" (expected: a whole number, 71 to 512 pixels)",
        "{\"imageSize\":150.5}                | imageSize: 150.5 (expected: a whole number",
        "{\"imageSize\":99999999999}          | imageSize: 99999999999 (expected: a whole number",
        "{\"imageSize\":null}                 | imageSize: null (expected: a whole number",
        "{\"batchSize\":0}                    | batchSize: 0 (expected: a whole number, 1 to 512 images)",
        "{\"seed\":\"7\"}                     | seed: \"7\" (expected: a whole number)",
        "{\"head\":3}                         | head: 3 (expected: an object)",
        "{\"head\":null}                      | head: null (expected: an object)",
        "{\"head\":{\"dropout\":1}}           | head.dropout: 1.0 (expected: a number, 0 up to, not including, 1)",
        "{\"head\":{\"learningRate\":0}}      | head.learningRate: 0.0 (expected: a number, above 0, at most 1)",
        "{\"head\":{\"workflow\":\"fast\"}}   | head.workflow: fast (expected: guide, features or variants)",
        "{\"fineTune\":{\"from\":\"block1\"}} | fineTune.from: block1 (expected: all, none, or block2 to block14)",
        "{\"fineTune\":{\"schedule\":true}}   | fineTune.schedule: true (expected: constant or cosine)",
        "{\"augment\":{\"rotation\":36}}      | augment.rotation: 36.0 (expected: a number, 0 to 0.5 turns)",
        "{\"augment\":{\"verticalFlip\":1}}   | augment.verticalFlip: 1 (expected: true or false)",
        "{\"classWeights\":\"even\"}          | classWeights: \"even\" (expected: none, balanced, or an object",
        "{\"classWeights\":{\"cat\":0}}       | classWeights.cat: 0.0 (expected: above 0",
        "{\"classWeights\":{\"cat\":\"x\"}}   | classWeights.cat: \"x\" (expected: a number",
        "{\"earlyStopping\":{\"patience\":-1}} | earlyStopping.patience: -1 (expected: a whole number, 0 to 10000",
        "{\"device\":\"tpu\"}                 | device: tpu (expected: cpu or cuda)",
        "{\"preset\":\"gide\"}                | preset: gide (expected: default or guide)",
        "{\"preset\":1}                       | preset: 1 (expected: default or guide)",
        "[1]                                  | recipe: [1] (expected: an object)"
      })
  void aWrongValueIsRefusedWithKeyValueAndWhatIsExpected(String json, String sentence)
      throws IOException {
    assertThat(problem(json)).contains(sentence);
  }

  @Test
  void variantsWithNothingToVaryByAreRefused() throws IOException {
    assertThat(problem("{\"head\":{\"workflow\":\"variants\"}}"))
        .contains("head.workflow: variants (expected: an augmentation");
    assertThat(
            valid("{\"head\":{\"workflow\":\"variants\"},\"augment\":{\"verticalFlip\":true}}")
                .augment()
                .verticalFlip())
        .isTrue();
  }

  /** The guide's own loop has its price without augmentation, too, so it may be measured. */
  @Test
  void theGuidesWorkflowGoesWithoutAugmentation() throws IOException {
    assertThat(valid("{\"head\":{\"workflow\":\"guide\"}}").augment().isNone()).isTrue();
  }

  @Test
  void programsAreHeldToTheSameRanges() {
    assertThatThrownBy(() -> new Recipe.EarlyStoppingRecipe(-1, 0, true))
        .hasMessage("earlyStopping.patience: -1 (expected: a whole number, 0 to 10000 epochs)");
    assertThatThrownBy(() -> new Recipe.HeadRecipe(20, Double.NaN, 0.2, Recipe.Workflow.FEATURES))
        .hasMessageStartingWith("head.learningRate: NaN");
    assertThatThrownBy(() -> new Recipe.HeadRecipe(20, 1e-3, 0.2, null))
        .hasMessageStartingWith("head.workflow: null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "guide"})
  void comesBackFromItsJson(String preset) throws IOException {
    Recipe recipe = valid("{\"preset\":\"" + preset + "\"}");
    assertThat(Json.read(Json.bytes(recipe), Recipe.class)).isEqualTo(recipe);
    assertThat(parse(Json.text(recipe))).isEqualTo(new Recipe.Valid(recipe));
  }
}
