package io.mapache.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.cli.Failure;
import io.mapache.cli.ingest.LabelledFile;
import io.mapache.cli.ingest.LabelledFolder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElpvLayoutTest {

  private static final String LABELS =
      """
      images/cell0001.png  1.0                 mono
      images/cell0002.png  0.0                 poly
      images/cell0003.png  0.3333333333333333  mono
      images/cell0004.png  0.6666666666666666  mono
      """;

  @TempDir Path folder;

  @Test
  void aWheelBecomesAFolderPerLabelByTheProbabilityOfADefect() {
    Path archive = archive("elpv_dataset/data/", LABELS, 4);
    Path target = folder.resolve("elpv");
    Unpacked.unpack(archive, target, new ElpvLayout());
    assertThat(LabelledFolder.scan(target).files())
        .extracting(LabelledFile::name)
        .containsExactly(
            "defective/cell0001.png",
            "defective/cell0004.png",
            "functional/cell0002.png",
            "functional/cell0003.png");
  }

  @Test
  void theRepositorysArchiveHasTheSameInAnotherFolder() {
    Path archive = archive("elpv-dataset-master/src/elpv_dataset/data/", LABELS, 4);
    Unpacked.unpack(archive, folder.resolve("elpv"), new ElpvLayout());
    assertThat(LabelledFolder.scan(folder.resolve("elpv")).counts())
        .isEqualTo(Map.of("defective", 2, "functional", 2));
  }

  @Test
  void anArchiveThatIsNotWholeLeavesNoFolder() {
    Path archive = archive("elpv_dataset/data/", LABELS, 3);
    Path target = folder.resolve("elpv");
    assertThatThrownBy(() -> Unpacked.unpack(archive, target, new ElpvLayout()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("cell0004.png");
    assertThat(target).doesNotExist();
  }

  private Path archive(String in, String labels, int images) {
    Zip zip = new Zip().with(in + "labels.csv", labels);
    for (int i = 1; i <= images; i++) {
      zip.with(in + "images/cell000" + i + ".png", "image " + i);
    }
    return zip.at(folder.resolve("archive.zip"));
  }
}
