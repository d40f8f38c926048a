package io.mapache.inference.serving.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.inference.TinyModels;
import io.mapache.inference.batching.Forward;
import io.mapache.inference.serving.Base;
import io.mapache.inference.serving.RefusedException;
import io.mapache.models.session.PassThreads;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxEngineTest {

  private static final int BATCH = 64;

  @TempDir Path folder;

  private final OnnxEngine engine = new OnnxEngine(PassThreads.anywhere(1));
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("base.onnx");
    TinyModels.writeBase(1, file);
  }

  /** The collector may free it, but need not come for days. */
  @Test
  void aBaseLeavesItsDirectMemoryToTheNext() throws RefusedException {
    computeAndClose();
    long once = directBytes();
    for (int i = 0; i < 20; i++) {
      computeAndClose();
    }
    assertThat(directBytes()).isLessThanOrEqualTo(once);
  }

  @Test
  void buffersThatHeldOtherImagesGiveTheRightFeatures() throws RefusedException {
    computeAndClose();
    Base base = engine.load(file);
    float[] black = new float[TinyModels.SIZE * TinyModels.SIZE * 3];
    assertThat(base.forward(BATCH).features(List.of(black))[0]).containsExactly(0, 0, 0);
    base.close();
  }

  @Test
  void aFileThatIsNoBaseIsRefused() throws IOException {
    Files.write(file, new byte[100]);
    assertThatThrownBy(() -> engine.load(file))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(file.toString());
  }

  private void computeAndClose() throws RefusedException {
    Base base = engine.load(file);
    Forward forward = base.forward(BATCH);
    float[] image = new float[TinyModels.SIZE * TinyModels.SIZE * 3];
    Arrays.fill(image, 255);
    assertThat(forward.mapped(List.of(image, image)).features()).hasDimensions(2, 3);
    base.close();
  }

  private static long directBytes() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
