package io.mapache.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.Json;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventTest {

  @ParameterizedTest
  @MethodSource("io.mapache.contracts.event.Examples#all")
  void comesBackEqualFromItsTypeAndItsJson(Event event) {
    assertThat(EventTypes.read(event.type(), Json.bytes(event))).contains(event);
  }

  @ParameterizedTest
  @MethodSource("io.mapache.contracts.event.Examples#all")
  void hasTheSameIdWhenItIsSentAgain(Event event) {
    Event again = EventTypes.read(event.type(), Json.bytes(event)).orElseThrow();
    assertThat(again.id()).isEqualTo(event.id()).hasSize(32);
  }

  @Test
  void everyTypeHasAnExample() {
    assertThat(Examples.all().map(Event::type))
        .containsExactlyInAnyOrderElementsOf(EventTypes.all().keySet());
  }

  @Test
  void typesAreNamedAsThingsThatHappened() {
    assertThat(EventTypes.typeOf(ImageLabeled.class)).isEqualTo("image.labeled.v1");
    assertThat(EventTypes.typeOf(ModelRolledBack.class)).isEqualTo("model.rolled-back.v1");
  }

  @Test
  void eventsOfOneThingShareAKeyAndSoKeepTheirOrder() {
    assertThat(Examples.all().map(Event::key).distinct())
        .containsExactlyInAnyOrder("pets/" + Examples.DIGEST, "pets", "t-1", "p-1");
  }

  @Test
  void anotherLabelIsAnotherEvent() {
    ImageLabeled cat = Examples.labeled("cat");
    assertThat(cat.id()).isNotEqualTo(Examples.labeled("dog").id());
  }

  @Test
  void partsOfTheIdentityCannotRunIntoEachOther() {
    assertThat(new ImageUnlabeled("a", Examples.DIGEST, "bc").id())
        .isNotEqualTo(new ImageUnlabeled("ab", Examples.DIGEST, "c").id());
  }

  @Test
  void fieldsOfANewerWriterAreIgnored() {
    byte[] newer =
        Json.text(Examples.labeled("cat"))
            .replaceFirst("\\{", "{\"mood\":\"good\",")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(EventTypes.read("image.labeled.v1", newer)).contains(Examples.labeled("cat"));
  }

  @Test
  void fieldsThatAnOlderWriterDidNotKnowAreAbsent() {
    byte[] older =
        """
        {"prediction":"p","dataset":"pets","image":"%s","model":"pets","version":3,"bundle":"%s",
         "label":"cat","probability":0.9,"at":"2026-01-01T00:00:00Z"}
        """
            .formatted(Examples.DIGEST, Examples.DIGEST)
            .getBytes(StandardCharsets.UTF_8);
    PredictionMade made =
        (PredictionMade) EventTypes.read("prediction.made.v1", older).orElseThrow();
    assertThat(made.role()).isNull();
    assertThat(made.label()).isEqualTo("cat");
  }

  @Test
  void anAnswerToNothingIsNoEvent() {
    byte[] broken =
        """
        {"prediction":"p","model":"pets","version":3,"label":"cat","at":"2026-01-01T00:00:00Z"}
        """
            .getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> EventTypes.read("prediction.made.v1", broken))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("image");
  }

  @Test
  void typesOfANewerWriterAreEmpty() {
    assertThat(EventTypes.read("image.dreamt.v1", "{}".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void absentPartsAreLeftOut() {
    assertThat(Json.text(Examples.labeled("cat"))).doesNotContain("null").doesNotContain("group");
  }
}
