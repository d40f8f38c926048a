package io.mapache.models.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, as users start one. */
@EnabledOnOs(OS.LINUX)
class OnnxRuntimeTest {

  @TempDir Path home;

  /** What it does at its start. */
  public static void main(String[] arguments) {
    OnnxRuntime.environment();
    System.out.println("started");
  }

  @Test
  void survivesALongCommandLine() throws Exception {
    assertThat(start("-Dlong=" + "x".repeat(20_000))).isEqualTo("started");
  }

  @Test
  void leavesNothingInTheHomeFolder() throws Exception {
    assertThat(start("-Dshort=x")).isEqualTo("started");
    try (Stream<Path> left = Files.list(home)) {
      assertThat(left).isEmpty();
    }
  }

  private String start(String option) throws IOException, InterruptedException {
    ProcessBuilder java =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                option,
                OnnxRuntimeTest.class.getName()));
    java.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    java.environment().put("HOME", home.toString());
    java.environment().remove(OnnxRuntime.SWITCH);
    Process process = java.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes()).strip();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
