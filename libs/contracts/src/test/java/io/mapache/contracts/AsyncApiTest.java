package io.mapache.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.EventTypes;
import io.mapache.contracts.event.Examples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/asyncapi.yaml} says what the code does. */
class AsyncApiTest {

  private static final Path DOCS = Path.of("../../docs");
  private static JsonNode document;

  @BeforeAll
  static void read() throws IOException {
    document = new YAMLMapper().readTree(DOCS.resolve("asyncapi.yaml").toFile());
  }

  @Test
  void everyTypeIsThereWithItsSchema() {
    List<String> names = new ArrayList<>();
    for (JsonNode message : document.at("/components/messages")) {
      names.add(message.path("name").asText());
      assertThat(DOCS.resolve(message.at("/payload/$ref").asText())).exists();
    }
    assertThat(names).containsExactlyInAnyOrderElementsOf(EventTypes.all().keySet());
  }

  @Test
  void everyEventStandsOnItsTopic() {
    for (Event event : Examples.all().toList()) {
      JsonNode channel =
          document.at("/channels/" + event.topic().topicName().substring("mapache.".length()));
      assertThat(channel.path("address").asText()).isEqualTo(event.topic().topicName());
      List<String> messages = new ArrayList<>();
      for (JsonNode reference : channel.path("messages")) {
        String pointer = reference.path("$ref").asText().substring(1);
        messages.add(document.at(pointer).path("name").asText());
      }
      assertThat(messages).contains(event.type());
    }
  }
}
