package io.mapache.training.images;

import io.mapache.contracts.Digest;
import io.mapache.imaging.Resize;
import io.mapache.training.process.Cancellation;
import io.mapache.training.process.JobEnd;
import io.mapache.training.process.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decodes and resizes images one batch ahead of whoever computes on them. Two direct buffers in
 * all, whatever the number of images. For one caller at a time; owns its threads until closed.
 */
public final class ImageBatches implements AutoCloseable {

  private final Pictures pictures;
  private final int imageSize;
  private final int batchSize;
  private final Transform transform;
  private final Cancellation cancellation;
  private final ExecutorService decoders;
  private final FloatBuffer[] buffers;

  /** Computes on one batch. */
  public interface Work {
    /**
     * One batch.
     *
     * @param first place of the first image in the whole list
     * @param pixels direct, float32 {@code [n,S,S,3]} RGB 0..255 from index 0 on; refilled after
     *     the call
     */
    void on(int first, int n, FloatBuffer pixels) throws IOException;
  }

  /**
   * @param threads that decode: one image takes a few ms, one forward pass ten times that, so more
   *     than two would wait
   * @param transform applied to each image, on the threads that decode
   * @param cancellation looked at before each image: a batch of large ones takes seconds
   */
  public ImageBatches(
      Pictures pictures,
      int imageSize,
      int batchSize,
      int threads,
      Transform transform,
      Cancellation cancellation) {
    this.pictures = pictures;
    this.imageSize = imageSize;
    this.batchSize = batchSize;
    this.transform = transform;
    this.cancellation = cancellation;
    this.decoders = Executors.newFixedThreadPool(Math.min(2, threads), named());
    this.buffers = new FloatBuffer[] {direct(), direct()};
  }

  private static ThreadFactory named() {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, "decode-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  private FloatBuffer direct() {
    int floats = Math.multiplyExact(batchSize, floatsPerImage());
    return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private int floatsPerImage() {
    return imageSize * imageSize * 3;
  }

  /**
   * Goes over all images in order, in batches; the last may be short.
   *
   * @throws JobEnd naming the first image that cannot be read, or if the job is to end
   */
  public void forEach(List<Digest> images, Work work) throws IOException {
    List<Future<?>> next = start(images, 0, buffers[0]);
    int current = 0;
    try {
      for (int first = 0; first < images.size(); first += batchSize) {
        await(next);
        next = start(images, first + batchSize, buffers[1 - current]);
        work.on(first, Math.min(batchSize, images.size() - first), buffers[current]);
        current = 1 - current;
      }
    } finally {
      // Nobody may still be writing into the buffers when the caller goes on.
      settle(next);
    }
  }

  private List<Future<?>> start(List<Digest> images, int first, FloatBuffer buffer) {
    List<Future<?>> decoding = new ArrayList<>();
    for (int i = first; i < Math.min(images.size(), first + batchSize); i++) {
      Digest image = images.get(i);
      FloatBuffer place = buffer.duplicate().position((i - first) * floatsPerImage());
      decoding.add(decoders.submit(() -> decode(image, place)));
    }
    return decoding;
  }

  private void decode(Digest image, FloatBuffer place) {
    cancellation.check();
    try {
      Resize.bilinear(pictures.picture(image), imageSize, place.duplicate());
      transform.apply(image, place, imageSize);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(List<Future<?>> decoding) throws IOException {
    try {
      decoding.forEach(image -> Outcome.of(image, "images were decoded"));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void settle(List<Future<?>> decoding) {
    for (Future<?> image : decoding) {
      try {
        image.get();
      } catch (ExecutionException e) {
        // The caller has been told of the first failure, or does not need this batch any more.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void close() {
    decoders.shutdown();
  }
}
