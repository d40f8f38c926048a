package io.mapache.trainer.datasets.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.contracts.dataset.TriggerPolicy;
import io.mapache.trainer.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionBodyTest {

  @Test
  void whatIsLeftOutIsTheDefault() {
    assertThat(read("{}")).isEqualTo(DatasetDefinition.DEFAULT);
    assertThat(read("{'trigger':{'minNew':7}}").trigger())
        .isEqualTo(new TriggerPolicy(true, 20, 7, 60, 0));
  }

  @Test
  void allKeysAreTaken() {
    DatasetDefinition definition =
        read(
            "{'model':'zoo','auto':false,'labels':['cat'],'renames':{'kitty':'cat'},"
                + "'sources':['ann'],'shares':{'train':0.5,'validation':0.2,'test':0.2,'audit':0.1}}");

    assertThat(definition.auto()).isFalse();
    assertThat(definition.labels()).containsExactly("cat");
    assertThat(definition.today("kitty")).isEqualTo("cat");
    assertThat(definition.sources()).containsExactly("ann");
    assertThat(definition.shares().audit()).isEqualTo(0.1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'label':['cat']}              | key 'label' is unknown. Known: [auto, labels, model, renames, shares, sources, trigger]
          {'trigger':{'minNw':7}}        | key 'trigger.minNw' is unknown. Known: [cooldownSeconds, enabled, minNew, minPerClass, scheduleSeconds]
          {'labels':'cat'}               | labels: 'cat' (expected: a list of texts)
          {'renames':['a']}              | renames: ['a'] (expected: an object whose values are texts)
          {'auto':'perhaps'}             | auto: 'perhaps' (expected: true or false)
          {'trigger':{'minNew':'many'}}  | trigger.minNew: 'many' (expected: a number)
          {'trigger':{'minNew':-1}}      | trigger: minNew -1 (expected: at least 0)
          {'trigger':7}                  | trigger: 7 (expected: an object)
          {'model':'a/b'}                | model: 'a/b' (expected: 1 to 100 of A-Z a-z 0-9 . _ -, beginning with a letter or digit)
          {'renames':{'a':'a'}}          | renames: 'a' becomes 'a' again (expected: no circle)
          """)
  void whatIsWrongIsNamedInASentence(String json, String sentence) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(ProblemException.class)
        .satisfies(e -> assertThat(e.getMessage().replace('"', '\'')).isEqualTo(sentence));
  }

  private static DatasetDefinition read(String json) {
    return DefinitionBody.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
