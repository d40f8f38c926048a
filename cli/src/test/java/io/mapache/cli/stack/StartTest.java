package io.mapache.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.cli.Failure;
import io.mapache.cli.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {

  @TempDir Path home;
  @TempDir Path root;

  @Test
  void aPortThatIsInUseIsNamedWithTheVariableThatMovesItAndNothingIsStarted() throws IOException {
    Path jar = root.resolve("services/ingest/target/quarkus-app/quarkus-run.jar");
    Files.createDirectories(jar.getParent());
    Files.createFile(jar);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      Start start = start(Map.of("MAPACHE_INGEST_PORT", port));
      assertThatThrownBy(() -> start.all(List.of(Part.INGEST)))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("port " + port + ", for ingest, is in use")
          .hasMessageContaining("MAPACHE_INGEST_PORT=");
    }
    assertThat(home.resolve("run")).doesNotExist();
  }

  @Test
  void aPartThatEndsAtOnceIsReportedWithTheEndOfItsLog() throws IOException {
    Path jar = root.resolve("services/ingest/target/quarkus-app/quarkus-run.jar");
    Files.createDirectories(jar.getParent());
    Files.writeString(jar, "not a jar");
    Files.writeString(root.resolve("services/ingest/jvm.options"), "-Xmx64m");
    Start start = start(Map.of("MAPACHE_INGEST_PORT", String.valueOf(freePort())));
    assertThatThrownBy(() -> start.all(List.of(Part.INGEST)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("ingest ended before it was ready")
        .hasMessageContaining("jarfile");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Start start(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("MAPACHE_HOME", home.toString());
    return new Start(Settings.of(all, root.toString(), "0"), new ArrayList<String>()::add);
  }
}
