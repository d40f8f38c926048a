package io.mapache.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LaunchTest {

  private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();

  @ParameterizedTest
  @EnumSource(Part.class)
  void javaTakesTheOptionsOfEachPart(Part part) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(TrainingProcess.java(), new Installation(CHECKOUT).jvmOptions(part)));
    if (System.getProperty("os.name").equals("Linux")) { // it has all of them
      command.add("-XX:-IgnoreUnrecognizedVMOptions");
    }
    command.add("-version");

    Process java = new ProcessBuilder(command).redirectErrorStream(true).start();

    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).as(said).isZero();
  }

  @ParameterizedTest
  @CsvSource({"ingest, ingest", "inference, inference", "trainer, trainer", "trainer, trainer-gpu"})
  void aContainerImageTakesTheSameOptions(String service, String image) throws IOException {
    String dockerfile = Files.readString(CHECKOUT.resolve("deploy/" + image + "/Dockerfile"));

    assertThat(dockerfile)
        .contains("COPY services/%s/jvm.options".formatted(service))
        .contains("ENTRYPOINT [\"java\", \"@jvm.options\"");
  }
}
