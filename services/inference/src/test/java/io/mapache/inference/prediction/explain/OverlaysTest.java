package io.mapache.inference.prediction.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.imaging.ImageDecoder;
import io.mapache.inference.HandExecutor;
import io.mapache.inference.prediction.Explanation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class OverlaysTest {

  private static final Explanation EXPLANATION =
      new Explanation("red", new float[][] {{1, 0}, {0, 1}}, 1, new float[3]);

  private final HandExecutor decoding = new HandExecutor();
  private final Overlays overlays = new Overlays(new ImageDecoder(), decoding);

  @Test
  void aLargePictureIsDrawnSmaller() throws IOException {
    BufferedImage drawn = draw(1);
    assertThat(drawn.getWidth()).isEqualTo(1024);
    assertThat(drawn.getHeight()).isEqualTo(512);
  }

  @Test
  void severalPicturesShareThePixelsOfOne() throws IOException {
    BufferedImage drawn = draw(4);
    assertThat(drawn.getWidth()).isEqualTo(512);
    assertThat(drawn.getHeight()).isEqualTo(256);
  }

  @Test
  void whatDoesNotFitTheQueueIsNotDrawn() throws IOException {
    decoding.fill();
    assertThat(overlays.draw(picture(), EXPLANATION, 1)).isEmpty();
  }

  private BufferedImage draw(int images) throws IOException {
    var drawn = overlays.draw(picture(), EXPLANATION, images).orElseThrow();
    decoding.runAll();
    return ImageIO.read(new ByteArrayInputStream(drawn.toCompletableFuture().join()));
  }

  private static byte[] picture() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(2000, 1000, BufferedImage.TYPE_INT_RGB), "png", png);
    return png.toByteArray();
  }
}
