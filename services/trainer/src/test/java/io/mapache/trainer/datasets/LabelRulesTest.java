package io.mapache.trainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ImageCaptured;
import io.mapache.contracts.event.ImageRemoved;
import io.mapache.contracts.event.ImageUnlabeled;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelRulesTest {

  @Test
  void oneSourceGivesTheLabelInItsNormalForm() {
    assertThat(after(says("upload", "  red\t panda ")).label()).contains("red panda");
  }

  @Test
  void theSameSourceMayChangeItsMind() {
    assertThat(after(says("upload", "cat"), says("upload", "dog")).label()).contains("dog");
  }

  @Test
  void sourcesThatAgreeAreNoConflict() {
    ImageState state = after(says("ann", "cat"), says("bob", "cat"));

    assertThat(state.label()).contains("cat");
    assertThat(state.conflict()).isFalse();
  }

  @Test
  void sourcesThatDisagreeLeaveTheImageWithoutALabel() {
    ImageState state = after(says("ann", "cat"), says("bob", "dog"));

    assertThat(state.label()).isEmpty();
    assertThat(state.conflict()).isTrue();
  }

  @Test
  void aCorrectionWinsOverEarlierAndLaterWords() {
    ImageState state =
        after(says("ann", "cat"), says("bob", "dog"), corrects("eve", "fox"), says("zoe", "cow"));

    assertThat(state.label()).contains("fox");
    assertThat(state.conflict()).isFalse();
  }

  @Test
  void theLatestOfTwoCorrectionsHolds() {
    assertThat(after(corrects("ann", "cat"), corrects("bob", "dog")).label()).contains("dog");
  }

  @Test
  void aCorrectionEndsWhenItsSourceSpeaksOrdinarilyAgain() {
    ImageState state = after(says("ann", "cat"), corrects("bob", "dog"), says("bob", "dog"));

    assertThat(state.conflict()).isTrue();
  }

  @Test
  void takingALabelBackEndsTheConflict() {
    ImageState state = after(says("ann", "cat"), says("bob", "dog"), takesBack("bob"));

    assertThat(state.label()).contains("cat");
  }

  @Test
  void takingTheOnlyLabelBackLeavesNone() {
    ImageState state = after(says("ann", "cat"), takesBack("ann"));

    assertThat(state.label()).isEmpty();
    assertThat(state.conflict()).isFalse();
  }

  @Test
  void aRemovedImageIsForgottenWithEverythingThatWasSaid() {
    Event removed = new ImageRemoved("pets", Images.digest("a"), "ann", "blurred");

    assertThat(LabelRules.after(Optional.of(after(says("ann", "cat"))), removed, 9)).isEmpty();
  }

  @Test
  void aFixedSplitAndAGroupStayWhenLaterEventsNameNone() {
    ImageState state =
        after(
            Images.event("pets", "a", "cat", "ann", Split.TEST, "burst-7", false),
            says("ann", "dog"));

    assertThat(state.split()).isEqualTo(Split.TEST);
    assertThat(state.group()).isEqualTo("burst-7");
  }

  @Test
  void capturedImagesAreNobodysState() {
    assertThat(
            LabelRules.subject(
                new ImageCaptured("pets", Images.digest("a"), "cam", "a.jpg", "jpeg", 9, 9, 99)))
        .isEmpty();
  }

  @Test
  void aBlankLabelIsRefused() {
    assertThatThrownBy(() -> after(says("ann", " ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("label");
  }

  private static ImageState after(Event... events) {
    Optional<ImageState> state = Optional.empty();
    long offset = 0;
    for (Event event : events) {
      state = LabelRules.after(state, event, offset++);
    }
    return state.orElseThrow();
  }

  private static Event says(String source, String label) {
    return Images.said("pets", "a", label, source, false);
  }

  private static Event corrects(String source, String label) {
    return Images.said("pets", "a", label, source, true);
  }

  private static Event takesBack(String source) {
    return new ImageUnlabeled("pets", Images.digest("a"), source);
  }
}
