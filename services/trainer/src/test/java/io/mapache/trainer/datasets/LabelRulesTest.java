package io.mapache.trainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.dataset.DatasetDefinition;
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
    assertThat(reading(after(says("upload", "  red\t panda ")))).isEqualTo(labelled("red panda"));
  }

  @Test
  void theSameSourceMayChangeItsMind() {
    assertThat(reading(after(says("upload", "cat"), says("upload", "dog"))))
        .isEqualTo(labelled("dog"));
  }

  @Test
  void sourcesThatAgreeAreNoConflict() {
    ImageState state = after(says("ann", "cat"), says("bob", "cat"));

    assertThat(reading(state)).isEqualTo(labelled("cat"));
  }

  @Test
  void sourcesThatDisagreeLeaveTheImageWithoutALabel() {
    ImageState state = after(says("ann", "cat"), says("bob", "dog"));

    assertThat(reading(state)).isEqualTo(new Reading.Conflict());
  }

  @Test
  void aCorrectionWinsOverEarlierAndLaterWords() {
    ImageState state =
        after(says("ann", "cat"), says("bob", "dog"), corrects("eve", "fox"), says("zoe", "cow"));

    assertThat(reading(state)).isEqualTo(labelled("fox"));
  }

  @Test
  void theLatestOfTwoCorrectionsHolds() {
    assertThat(reading(after(corrects("ann", "cat"), corrects("bob", "dog"))))
        .isEqualTo(labelled("dog"));
  }

  @Test
  void aCorrectionEndsWhenItsSourceSpeaksOrdinarilyAgain() {
    ImageState state = after(says("ann", "cat"), corrects("bob", "dog"), says("bob", "dog"));

    assertThat(reading(state)).isEqualTo(new Reading.Conflict());
  }

  @Test
  void takingALabelBackEndsTheConflict() {
    ImageState state = after(says("ann", "cat"), says("bob", "dog"), takesBack("bob"));

    assertThat(reading(state)).isEqualTo(labelled("cat"));
  }

  @Test
  void takingTheOnlyLabelBackLeavesNone() {
    ImageState state = after(says("ann", "cat"), takesBack("ann"));

    assertThat(reading(state)).isEqualTo(new Reading.Unlabelled());
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

  @Test
  void theBestRankedSourceThatHasSpokenWins() {
    ImageState state = after(says("model", "cow"), says("bob", "dog"), says("ann", "cat"));

    assertThat(read("{'sources':['eve','ann','bob']}", state)).isEqualTo(labelled("cat"));
    assertThat(read("{'sources':['bob']}", state)).isEqualTo(labelled("dog"));
    assertThat(read("{'sources':['eve']}", state)).isEqualTo(new Reading.Conflict());
  }

  @Test
  void aCorrectionWinsOverTheRanking() {
    ImageState state = after(says("ann", "cat"), corrects("bob", "dog"));

    assertThat(read("{'sources':['ann','bob']}", state)).isEqualTo(labelled("dog"));
  }

  @Test
  void sourcesThatMeanTheSameUnderTodaysNamesAreNoConflict() {
    ImageState state = after(says("ann", "kitty"), says("bob", "cat"));

    assertThat(read("{'renames':{'kitty':'cat'}}", state)).isEqualTo(labelled("cat"));
  }

  @Test
  void aLabelThatIsNotAllowedLeavesTheImageOutAfterItsRename() {
    ImageState state = after(says("ann", "kitty"));

    assertThat(read("{'labels':['dog']}", state)).isEqualTo(new Reading.Excluded("kitty"));
    assertThat(read("{'labels':['cat'],'renames':{'kitty':'cat'}}", state))
        .isEqualTo(labelled("cat"));
  }

  private static Reading reading(ImageState state) {
    return Reading.of(state, DatasetDefinition.DEFAULT);
  }

  private static Reading read(String definition, ImageState state) {
    return Reading.of(state, Images.defined(definition));
  }

  private static Reading labelled(String label) {
    return new Reading.Labelled(label);
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
