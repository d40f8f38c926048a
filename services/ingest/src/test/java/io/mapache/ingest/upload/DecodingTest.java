package io.mapache.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.imaging.Decoded;
import io.mapache.imaging.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodingTest {

  private static final Decoded ANSWER = new Decoded.Refused(Reason.EMPTY, "no bytes");

  @TempDir Path folder;

  @Test
  void whoeverWaitsTooLongForATurnGetsNone() throws Exception {
    Path file = Files.createFile(folder.resolve("upload"));
    CountDownLatch decoding = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    Function<byte[], Decoded> slow =
        bytes -> {
          decoding.countDown();
          awaitQuietly(finish);
          return ANSWER;
        };
    Decoding one = new Decoding(slow, 1, Duration.ofMillis(1));
    CompletableFuture<Optional<Decoded>> first =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return one.of(file);
              } catch (DiskException e) {
                throw new IllegalStateException(e);
              }
            });
    decoding.await();
    assertThat(one.of(file)).isEmpty();
    finish.countDown();
    assertThat(first.join()).contains(ANSWER);
    assertThat(one.of(file)).contains(ANSWER);
  }

  @Test
  void aSmallHeapDecodesOneAtATimeAndALargeOneAsManyAsThereAreProcessors() {
    assertThat(Decoding.slotsFor(256L << 20, 8)).isEqualTo(1);
    assertThat(Decoding.slotsFor(1_200L << 20, 8)).isEqualTo(2);
    assertThat(Decoding.slotsFor(64L << 30, 8)).isEqualTo(8);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
