package io.mapache.models.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.models.graph.TinyBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /** Starts ONNX Runtime; given the file of a base, goes on computing while the JVM ends. */
  public static void main(String[] arguments) {
    OnnxRuntime.environment();
    System.out.println("started");
    for (String file : arguments) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> computeFor(Path.of(file))));
    }
  }

  /** Long enough that ONNX Runtime's own shutdown hook has run before the end. */
  private static void computeFor(Path file) {
    for (int i = 0; i < 100; i++) {
      try (BaseSession base = BaseSession.load(file, 1)) {
        base.features(base.images(8), 8);
      }
    }
    System.out.println("ended");
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

  @Test
  void goesOnComputingWhileTheJvmEnds() throws Exception {
    Path base = TinyBase.write(home.resolve("base.onnx"));

    assertThat(start("-Dshort=x", base.toString())).isEqualTo("started\nended");
  }

  private String start(String option, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:ErrorFile=/dev/null"));
    command.addAll(List.of(option, OnnxRuntimeTest.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder java = new ProcessBuilder(command);
    java.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    java.environment().put("HOME", home.toString());
    java.environment().remove(OnnxRuntime.SWITCH);
    Process process = java.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
