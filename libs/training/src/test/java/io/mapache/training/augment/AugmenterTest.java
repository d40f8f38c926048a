package io.mapache.training.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.contracts.training.Recipe.AugmentRecipe;
import io.mapache.training.images.Transform;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmenterTest {

  private static final int SIZE = 9;
  private static final int NUMBERS = SIZE * SIZE * 3;
  private static final AugmentRecipe ALL = new AugmentRecipe(true, true, 0.1, 4);

  @Test
  void changesAnImageInTheSameWayWheneverSeedEpochAndImageAreTheSame() {
    float[] once = changed(Augmenter.ofEpoch(ALL, 1, 2), image(5));
    assertThat(changed(Augmenter.ofEpoch(ALL, 1, 2), image(5))).isEqualTo(once);
    assertThat(changed(Augmenter.ofEpoch(ALL, 1, 3), image(5))).isNotEqualTo(once);
    assertThat(changed(Augmenter.ofEpoch(ALL, 2, 2), image(5))).isNotEqualTo(once);
    assertThat(changed(Augmenter.ofEpoch(ALL, 1, 2), image(6))).isNotEqualTo(once);
    assertThat(changed(Augmenter.ofVariant(ALL, 1, 2), image(5))).isNotEqualTo(once);
  }

  @Test
  void changesOnlyTheImageThatBeginsAtThePositionOfTheBuffer() {
    FloatBuffer three = FloatBuffer.allocate(3 * NUMBERS);
    for (int i = 0; i < 3 * NUMBERS; i++) {
      three.put(i, i % NUMBERS);
    }
    three.position(NUMBERS);
    Augmenter.ofEpoch(ALL, 1, 2).apply(image(5), three, SIZE);
    assertThat(three.position()).isEqualTo(NUMBERS);
    assertThat(Arrays.copyOfRange(three.array(), 0, NUMBERS)).isEqualTo(numbers());
    assertThat(Arrays.copyOfRange(three.array(), NUMBERS, 2 * NUMBERS))
        .isEqualTo(changed(Augmenter.ofEpoch(ALL, 1, 2), image(5)));
    assertThat(Arrays.copyOfRange(three.array(), 2 * NUMBERS, 3 * NUMBERS)).isEqualTo(numbers());
  }

  @Test
  void tossesACoinForEachAxis() {
    AugmentRecipe flips = new AugmentRecipe(true, true, 0, 4);
    Set<String> outcomes = new HashSet<>();
    int asTheyWere = 0;
    for (int i = 0; i < 400; i++) {
      float[] flipped = changed(Augmenter.ofEpoch(flips, 1, 1), image(i));
      outcomes.add(Arrays.toString(flipped));
      asTheyWere += Arrays.equals(flipped, numbers()) ? 1 : 0;
    }
    assertThat(outcomes).hasSize(4);
    assertThat(asTheyWere).isBetween(60, 140); // a quarter of 400, five standard deviations
  }

  @Test
  void turnsEachImageByAnAngleOfItsOwnWhereARotationIsAskedFor() {
    AugmentRecipe turns = new AugmentRecipe(false, false, 0.1, 4);
    Set<String> outcomes = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      outcomes.add(Arrays.toString(changed(Augmenter.ofEpoch(turns, 1, 1), image(i))));
    }
    assertThat(outcomes).hasSize(20).doesNotContain(Arrays.toString(numbers()));
  }

  @Test
  void mirrorsRowsAndColumns() {
    float[] pixels = {1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4};
    Flip.HORIZONTAL.mirror(pixels, 2);
    assertThat(pixels).containsExactly(2, 2, 2, 1, 1, 1, 4, 4, 4, 3, 3, 3);
    Flip.VERTICAL.mirror(pixels, 2);
    assertThat(pixels).containsExactly(4, 4, 4, 3, 3, 3, 2, 2, 2, 1, 1, 1);
  }

  @Test
  void leavesImagesAloneWhereTheRecipeAsksForNothing() {
    assertThat(Augmenter.ofEpoch(AugmentRecipe.NONE, 1, 1)).isSameAs(Transform.NONE);
  }

  @Test
  void everyImageGoesThroughAllItsVariantsBeforeOneComesAgain() {
    Variants variants = new Variants(ALL, 7);
    Set<Integer> firsts = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      Digest image = image(i);
      firsts.add(variants.number(image, 1));
      for (int start : List.of(1, 5, 9)) {
        assertThat(IntStream.range(start, start + 4).map(e -> variants.number(image, e)).sorted())
            .containsExactly(0, 1, 2, 3);
      }
    }
    assertThat(firsts).hasSize(4);
  }

  @Test
  void variantsHaveTheSameKeyOnlyIfTheirPixelsAreTheSame() {
    List<String> keys = keys(new Variants(ALL, 7));
    assertThat(keys).hasSize(4).doesNotHaveDuplicates();
    assertThat(keys(new Variants(new AugmentRecipe(true, true, 0.1, 2), 7)))
        .isEqualTo(keys.subList(0, 2));
    assertThat(keys(new Variants(ALL, 8))).doesNotContainAnyElementsOf(keys);
    assertThat(keys(new Variants(new AugmentRecipe(true, false, 0.1, 4), 7)))
        .doesNotContainAnyElementsOf(keys);
    assertThat(keys(new Variants(AugmentRecipe.NONE, 7))).containsExactly("plain");
  }

  @Test
  void copiesByFlipsAloneAreAllDifferentAndNoMoreThanThereAre() {
    for (int asked : List.of(2, 4, 8)) {
      Variants variants = new Variants(new AugmentRecipe(true, true, 0, asked), 7);
      int made = Math.min(asked, 4);
      assertThat(variants.count()).isEqualTo(made);
      assertThat(keys(variants)).hasSize(made).doesNotHaveDuplicates();
      for (int i = 0; i < 20; i++) {
        assertThat(copies(variants, image(i))).hasSize(made);
      }
    }
    assertThat(new Variants(new AugmentRecipe(true, false, 0, 8), 7).count()).isEqualTo(2);
    assertThat(new Variants(new AugmentRecipe(false, true, 0.1, 8), 7).count()).isEqualTo(8);
  }

  /** Half of the images begin upside down, or the single copy would change nothing. */
  @Test
  void whereFewerCopiesAreAskedForThanThereAreImagesShareThemEvenly() {
    Variants one = new Variants(new AugmentRecipe(false, true, 0, 1), 7);
    long changed =
        IntStream.range(0, 400)
            .filter(i -> !copies(one, image(i)).contains(Arrays.toString(numbers())))
            .count();
    assertThat(changed).isBetween(150L, 250L); // half of 400, five standard deviations
  }

  private static Set<String> copies(Variants variants, Digest image) {
    Set<String> copies = new HashSet<>();
    variants.all().forEach(it -> copies.add(Arrays.toString(changed(it.transform(), image))));
    return copies;
  }

  private static List<String> keys(Variants variants) {
    return variants.all().stream().map(variant -> variant.key()).toList();
  }

  private static float[] changed(Transform transform, Digest image) {
    float[] pixels = numbers();
    transform.apply(image, FloatBuffer.wrap(pixels), SIZE);
    return pixels;
  }

  private static float[] numbers() {
    float[] numbers = new float[NUMBERS];
    for (int i = 0; i < NUMBERS; i++) {
      numbers[i] = i;
    }
    return numbers;
  }

  private static Digest image(int number) {
    return Digest.of("image " + number);
  }
}
