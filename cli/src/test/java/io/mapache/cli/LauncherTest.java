package io.mapache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code mapache} in a checkout of its own, with a Java and a Maven that only speak. */
class LauncherTest {

  private static final Path LAUNCHER = Path.of("..", "mapache");

  @TempDir Path folder;
  private Path root;
  private Path tools;

  @BeforeEach
  void checkout() throws IOException {
    root = Files.createDirectories(folder.resolve("checkout with a space"));
    tools = Files.createDirectories(folder.resolve("jdk/bin"));
    Files.copy(LAUNCHER, root.resolve("mapache"));
    executable(root.resolve("mapache"));
    for (String source :
        List.of("cli/src/main/A.java", "libs/x/src/main/B.java", "services/y/pom.xml")) {
      Files.createDirectories(root.resolve(source).getParent());
      Files.createFile(root.resolve(source));
    }
    Files.createFile(root.resolve("pom.xml"));
    tool("java", "[ \"$1\" = -version ] && echo 'openjdk version \"17.0.1\"' >&2 || echo \"$@\"");
    tool("javac", "");
    tool("mvn", "echo \"$@\" >> '" + folder.resolve("builds") + "'");
  }

  @Test
  void isSoundBash() throws Exception {
    assertThat(run(Map.of(), "bash", "-n", LAUNCHER.toString()).status()).isZero();
    assertThat(Files.isExecutable(LAUNCHER)).isTrue();
  }

  @Test
  void buildsOnceAndHandsItsArgumentsOn() throws Exception {
    Ran first = mapache("predict", "a b.jpg");
    assertThat(first.status()).isZero();
    assertThat(first.said()).contains("Building Mapache", "Built Mapache in");
    assertThat(first.said().strip()).endsWith("io.mapache.cli.Mapache predict a b.jpg");
    assertThat(mapache("status").said()).doesNotContain("Built");
    assertThat(builds()).hasSize(1).first().asString().contains("package");
  }

  @Test
  void buildsAgainAfterAChangeOfASourceOrAPom() throws Exception {
    mapache("status");
    touch("libs/x/src/main/B.java");
    mapache("status");
    assertThat(builds()).hasSize(2);
    touch("services/y/pom.xml");
    mapache("status");
    assertThat(builds()).hasSize(3);
    mapache("status");
    assertThat(builds()).hasSize(3);
  }

  @Test
  void aFailedBuildShowsItsErrorsAndIsTriedAgain() throws Exception {
    tool("mvn", "echo '[ERROR] A.java:[3,1] class expected'; exit 1");
    Ran failed = mapache("status");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.said()).contains("class expected", "the build failed", "build.log");
    assertThat(mapache("status").status()).isEqualTo(1);
  }

  @Test
  void anOldJavaOrNoneIsOneSentence() throws Exception {
    tool("java", "echo 'openjdk version \"11.0.2\"' >&2");
    assertThat(mapache("status").said())
        .startsWith("mapache: ")
        .contains("is Java 11 (expected: 17 or newer)");
    Ran none = run(environment(folder.resolve("nowhere")), launcher());
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.said()).startsWith("mapache: JAVA_HOME is").contains("JDK 17 or newer");
  }

  @Test
  void aRuntimeWithoutACompilerCannotBuild() throws Exception {
    Files.delete(tools.resolve("javac"));
    assertThat(mapache("status").said()).contains("no javac beside it");
  }

  private record Ran(int status, String said) {}

  private Ran mapache(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher()));
    command.addAll(List.of(arguments));
    return run(environment(tools.getParent()), command.toArray(String[]::new));
  }

  private String launcher() {
    return root.resolve("mapache").toString();
  }

  private Map<String, String> environment(Path javaHome) {
    return Map.of(
        "JAVA_HOME", javaHome.toString(),
        "MAPACHE_HOME", folder.resolve("home").toString(),
        "PATH", tools + ":" + System.getenv("PATH"));
  }

  private static Ran run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), said);
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(folder.resolve("builds"));
  }

  private void tool(String name, String script) throws IOException {
    Path file = tools.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    executable(file);
  }

  /** Later than the build that has just been, whatever the file system's resolution. */
  private void touch(String source) throws IOException {
    Files.setLastModifiedTime(root.resolve(source), FileTime.from(Instant.now()));
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
