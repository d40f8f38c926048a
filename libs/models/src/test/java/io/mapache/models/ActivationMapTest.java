package io.mapache.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ActivationMapTest {

  /** Two places, three features. */
  private static final float[] ACTIVATION = {1, 0, 2, 0, 3, 0};

  @Test
  void weighsEachPlaceByTheClass() {
    // Kernel [3 features, 3 classes].
    Head head = new Head(3, new float[] {1, 0, 10, 2, 0, 20, 3, 1, 30}, new float[] {9, 9, 9});

    assertThat(ActivationMap.of(head, ACTIVATION, 0)).containsExactly(7, 6);
    assertThat(ActivationMap.of(head, ACTIVATION, 1)).containsExactly(2, 0);
    assertThat(ActivationMap.of(head, ACTIVATION, 2)).containsExactly(70, 60);
  }

  @Test
  void ofTwoClassesWhatSpeaksForOneSpeaksAgainstTheOther() {
    Head head = new Head(2, new float[] {1, -2, 3}, new float[] {5});

    assertThat(ActivationMap.of(head, ACTIVATION, 1)).containsExactly(7, -6);
    assertThat(ActivationMap.of(head, ACTIVATION, 0)).containsExactly(-7, 6);
  }

  @Test
  void refusesAFeatureMapOfAnotherBase() {
    Head head = new Head(2, new float[] {1, -2, 3}, new float[] {5});

    assertThatThrownBy(() -> ActivationMap.of(head, new float[4], 1))
        .hasMessage("activation of 4 numbers (expected: a multiple of 3)");
  }
}
