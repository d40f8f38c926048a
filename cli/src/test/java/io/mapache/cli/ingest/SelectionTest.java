package io.mapache.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.dataset.SplitShares;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectionTest {

  private final List<Selection.Read> files =
      IntStream.range(0, 1000)
          .mapToObj(i -> read(i % 3 == 0 ? "cats" : "dogs", "file " + i))
          .toList();

  @Test
  void takesAtMostSoManyOfEachLabel() {
    List<Selection.Read> chosen = Selection.limited(files, 400);
    assertThat(chosen).filteredOn(read -> read.file().label().equals("cats")).hasSize(334);
    assertThat(chosen).filteredOn(read -> read.file().label().equals("dogs")).hasSize(400);
  }

  @Test
  void takesTheSameOnesWhateverTheOrderAndKeepsThemInALargerSelection() {
    List<Selection.Read> shuffled = new ArrayList<>(files);
    Collections.shuffle(shuffled, new Random(1));
    List<Selection.Read> chosen = Selection.limited(files, 100);
    assertThat(Selection.limited(shuffled, 100)).isEqualTo(chosen);
    assertThat(Selection.limited(files, 200)).containsAll(chosen);
  }

  @Test
  void doesNotFavourASplit() {
    long train =
        Selection.limited(files, 150).stream()
            .filter(read -> SplitShares.DEFAULT.of(read.digest(), null) == Split.TRAIN)
            .count();
    // 300 draws at 0.70: 210, standard deviation 7.9.
    assertThat(train).isBetween(178L, 242L);
  }

  private static Selection.Read read(String label, String content) {
    return new Selection.Read(
        new LabelledFile(Path.of(label, content), label, label + "/" + content),
        Digest.of(content));
  }
}
