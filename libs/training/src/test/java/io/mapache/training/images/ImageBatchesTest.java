package io.mapache.training.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.dataset.Split;
import io.mapache.training.TinyDataset;
import io.mapache.training.process.Cancellation;
import io.mapache.training.process.JobEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageBatchesTest {

  private static final int SIZE = 8;

  @TempDir Path folder;

  private final Cancellation cancellation = new Cancellation();
  private final AtomicInteger decoded = new AtomicInteger();

  @Test
  void everyImageIsInItsBatchOnce() throws IOException {
    TinyDataset dataset = dataset();
    AtomicInteger seen = new AtomicInteger();
    try (ImageBatches batches = batches(dataset, (image, pixels, size) -> {})) {
      batches.forEach(dataset.images(), (first, n, pixels) -> seen.addAndGet(n));
    }
    assertThat(seen).hasValue(40);
  }

  /** With one thread, so that nothing else is under way. */
  @Test
  void aCancelledJobNeedNotWaitForTheBatchThatIsDecoded() throws IOException {
    TinyDataset dataset = dataset();
    Transform cancelsAtTheThird =
        (image, pixels, size) -> {
          if (decoded.incrementAndGet() == 3) {
            cancellation.request("a test");
          }
        };
    try (ImageBatches batches = batches(dataset, cancelsAtTheThird)) {
      assertThatThrownBy(
              () ->
                  batches.forEach(
                      dataset.images(),
                      (first, n, pixels) -> {
                        throw new AssertionError("no batch is whole");
                      }))
          .isInstanceOf(JobEnd.class)
          .hasMessage("a test");
    }
    assertThat(decoded).hasValue(3);
  }

  private TinyDataset dataset() throws IOException {
    return new TinyDataset(folder).add(Split.TRAIN, 0, 20);
  }

  private ImageBatches batches(TinyDataset dataset, Transform transform) {
    return new ImageBatches(new Pictures(dataset.blobs()), SIZE, 16, 1, transform, cancellation);
  }
}
