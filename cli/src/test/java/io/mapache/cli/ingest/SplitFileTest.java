package io.mapache.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.cli.Failure;
import io.mapache.contracts.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitFileTest {

  @TempDir Path folder;

  @Test
  void aFileIsNamedByItsPathOrByItsNameAlone() throws IOException {
    SplitFile splits = read("name,split\ncats/1.jpg,test\n2.jpg,validation\n\n");
    assertThat(splits.of(file("cats/1.jpg"))).contains(Split.TEST);
    assertThat(splits.of(file("dogs/2.jpg"))).contains(Split.VALIDATION);
    assertThat(splits.of(file("dogs/1.jpg"))).isEmpty();
  }

  @Test
  void aWrongLineIsNamed() {
    assertThatThrownBy(() -> read("cats/1.jpg,test\ncats/2.jpg,testing\n"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("'testing'");
  }

  private SplitFile read(String text) throws IOException {
    return SplitFile.read(Files.writeString(folder.resolve("splits.csv"), text));
  }

  private static LabelledFile file(String name) {
    return new LabelledFile(Path.of(name), "any", name);
  }
}
