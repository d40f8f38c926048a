package io.mapache.inference.prediction.explain;

import io.mapache.imaging.Decoded;
import io.mapache.imaging.HeatMap;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.ImageEncoder;
import io.mapache.imaging.Shrink;
import io.mapache.inference.prediction.Explanation;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Draws over a picture where the model looked. Any number of threads. */
public final class Overlays {

  /**
   * Longest side in pixels: more shows nothing more, and takes seconds to write. Several images of
   * a request share the pixels of one: 32 of this size would take 500 MB until they are sent.
   */
  private static final int SIDE = 1024;

  private final ImageDecoder decoder;
  private final Executor decoding;

  /**
   * @param decoding bounded; where images are decoded for their answers, too
   */
  public Overlays(ImageDecoder decoder, Executor decoding) {
    this.decoder = decoder;
    this.decoding = decoding;
  }

  /**
   * A PNG of the picture under its map, its sides in proportion.
   *
   * @param image that was explained, so one that can be decoded: once more, because nobody keeps
   *     the pixels of large pictures meanwhile
   * @param images that are explained in the same request
   * @return empty if more is waiting than may wait
   */
  public Optional<CompletionStage<byte[]>> draw(byte[] image, Explanation explanation, int images) {
    int side = (int) (SIDE / Math.sqrt(images));
    try {
      return Optional.of(
          CompletableFuture.supplyAsync(() -> png(image, explanation, side), decoding));
    } catch (RejectedExecutionException e) {
      return Optional.empty();
    }
  }

  private byte[] png(byte[] image, Explanation explanation, int side) {
    if (decoder.decode(image) instanceof Decoded.Image decoded) {
      return ImageEncoder.png(map(explanation.grid()).over(Shrink.to(side, decoded.picture())));
    }
    throw new IllegalArgumentException("an image that was answered cannot be decoded any more");
  }

  private static HeatMap map(float[][] grid) {
    float[] values = new float[grid.length * grid.length];
    for (int row = 0; row < grid.length; row++) {
      System.arraycopy(grid[row], 0, values, row * grid.length, grid.length);
    }
    return new HeatMap(grid.length, values);
  }
}
