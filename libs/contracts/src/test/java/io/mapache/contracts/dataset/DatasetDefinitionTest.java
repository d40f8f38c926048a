package io.mapache.contracts.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.Json;
import io.mapache.contracts.event.DatasetDefined;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetDefinitionTest {

  @Test
  void anEventOfAnOlderWriterHasTheDefaultsForWhatItDoesNotKnow() {
    String old =
        """
        {"dataset":"pets","definition":{"model":"zoo",
         "shares":{"train":0.8,"validation":0.1,"test":0.1,"audit":0.0},
         "trigger":{"enabled":false,"minPerClass":5,"minNew":7,"cooldownSeconds":9}}}
        """;

    DatasetDefinition definition = Json.read(old, DatasetDefined.class).definition();

    assertThat(definition.shares()).isEqualTo(new SplitShares(0.8, 0.1, 0.1, 0));
    assertThat(definition.trigger()).isEqualTo(new TriggerPolicy(false, 5, 7, 9, 0));
    assertThat(definition.auto()).isTrue();
    assertThat(definition.labels()).isEmpty();
    assertThat(definition.renames()).isEmpty();
    assertThat(definition.sources()).isEmpty();
  }

  @Test
  void twoOldLabelsMergeIntoOneAndChainsEndAtTheLastName() {
    DatasetDefinition definition =
        defined("{'renames':{'kitty':'cat','tom  cat':'kitty','puppy':'dog'}}");

    assertThat(definition.today("kitty")).isEqualTo("cat");
    assertThat(definition.today("tom cat")).isEqualTo("cat");
    assertThat(definition.today("dog")).isEqualTo("dog");
    assertThat(definition)
        .isEqualTo(defined("{'renames':" + Json.text(definition.renames()) + "}"));
  }

  @Test
  void onlyAllowedLabelsCountAndWithoutAListAllDo() {
    assertThat(defined("{'labels':[' red  panda ']}").allows("red panda")).isTrue();
    assertThat(defined("{'labels':['cat']}").allows("dog")).isFalse();
    assertThat(DatasetDefinition.DEFAULT.allows("dog")).isTrue();
  }

  @Test
  void whatChangesNoImageReadsAlike() {
    DatasetDefinition other =
        defined("{'model':'zoo','auto':false}").with(TriggerPolicy.DEFAULT.off());

    assertThat(other.readsLike(DatasetDefinition.DEFAULT)).isTrue();
    assertThat(defined("{'sources':['ann']}").readsLike(DatasetDefinition.DEFAULT)).isFalse();
    assertThat(defined("{'labels':['cat']}").readsLike(DatasetDefinition.DEFAULT)).isFalse();
    assertThat(defined("{'renames':{'a':'b'}}").readsLike(DatasetDefinition.DEFAULT)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'renames':{'a':'b','b':'c','c':'a'}} | renames: 'a' becomes 'b' becomes 'c' becomes 'a' again (expected: no circle)
          {'renames':{'a':' a'}}                | renames: 'a' becomes 'a' again (expected: no circle)
          {'renames':{'a':'b','a ':'c'}}        | renames: 'a' becomes 'b' and 'c' (expected: one new name for each label)
          {'renames':{'a':' '}}                 | label: ' ' (expected: 1 to 200 characters)
          {'labels':['']}                       | label: '' (expected: 1 to 200 characters)
          {'labels':['a'],'renames':{'a':'b'}}  | labels: 'a' is renamed to 'b' (expected: names of today)
          {'sources':['ann','ann']}             | sources: 'ann' (expected: names of sources, best first, each once)
          {'sources':[' ']}                     | sources: ' ' (expected: names of sources, best first, each once)
          {'trigger':{'minPerClass':0}}         | trigger: minPerClass 0 (expected: at least 1)
          """)
  void whatCannotBeIsRefusedInASentence(String json, String sentence) {
    assertThatThrownBy(() -> defined(json)).rootCause().hasMessage(sentence);
  }

  private static DatasetDefinition defined(String json) {
    return Json.read(json.replace('\'', '"'), DatasetDefinition.class);
  }
}
