package io.mapache.cli.stack;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {

  @TempDir Path folder;

  @Test
  void isMadeOnceAndRecognisedAfterwards() {
    HomeFolder home = new HomeFolder(folder.resolve("new/home"));
    home.open();
    assertThatNoException().isThrownBy(home::open);
  }

  @Test
  void anotherLayoutIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("layout"), "7\n");
    assertThatThrownBy(() -> new HomeFolder(folder).open())
        .isInstanceOf(Failure.class)
        .hasMessageContaining("its layout is '7', expected: 1")
        .hasMessageContaining("MAPACHE_HOME");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> new HomeFolder(file.resolve("home")).open())
        .isInstanceOf(Failure.class)
        .hasMessageContaining("cannot be written");
  }
}
