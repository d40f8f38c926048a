package io.mapache.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledFolderTest {

  @TempDir Path folder;

  @Test
  void aFolderIsALabelForAllFilesBelowIt() throws IOException {
    file("dogs/1.jpg");
    file("cats/kittens/2.jpg");
    file("cats/1.jpg");
    LabelledFolder found = LabelledFolder.scan(folder);
    assertThat(found.files())
        .extracting(LabelledFile::name)
        .containsExactly("cats/1.jpg", "cats/kittens/2.jpg", "dogs/1.jpg");
    assertThat(found.files())
        .extracting(LabelledFile::label)
        .containsExactly("cats", "cats", "dogs");
    assertThat(found.leftAside()).isEmpty();
  }

  @Test
  void hiddenFilesAndFilesWithoutALabelAreLeftAsideAndListed() throws IOException {
    file("cats/1.jpg");
    file("cats/.DS_Store");
    file(".git/config");
    file("readme.txt");
    LabelledFolder found = LabelledFolder.scan(folder);
    assertThat(found.files()).hasSize(1);
    assertThat(found.leftAside())
        .containsExactly(
            ".git (hidden)", "cats/.DS_Store (hidden)", "readme.txt (in no folder of a label)");
  }

  @Test
  void linksAreFollowedUnlessTheyAreDeadOrGoInACircle() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("1.jpg"), "x");
    Path root = Files.createDirectories(folder.resolve("root"));
    Files.createSymbolicLink(root.resolve("cats"), elsewhere);
    Files.createSymbolicLink(elsewhere.resolve("2.jpg"), elsewhere.resolve("1.jpg"));
    Files.createSymbolicLink(elsewhere.resolve("dead.jpg"), elsewhere.resolve("gone.jpg"));
    Files.createSymbolicLink(elsewhere.resolve("circle"), elsewhere);
    LabelledFolder found = LabelledFolder.scan(root);
    assertThat(found.files())
        .extracting(LabelledFile::name)
        .containsExactly("cats/1.jpg", "cats/2.jpg");
    assertThat(found.leftAside())
        .containsExactlyInAnyOrder(
            "cats/dead.jpg (dead link)", "cats/circle (FileSystemLoopException)");
  }

  @Test
  void whatIsNoFolderOfLabelsIsRefusedWithWhatIsExpected() throws IOException {
    Path missing = folder.resolve("nowhere");
    assertThatThrownBy(() -> LabelledFolder.scan(missing))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("does not exist")
        .hasMessageContaining("cats/1.jpg");
    file("1.jpg");
    assertThatThrownBy(() -> LabelledFolder.scan(folder))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no file with a label");
  }

  private void file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
  }
}
