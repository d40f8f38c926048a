package io.mapache.models.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.models.graph.TinyBase;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxDeviceTest {

  @Test
  void theCpuIsAlwaysThere() {
    assertThat(OnnxDevice.use("cpu")).isEmpty();
  }

  /** The build of the tests is the one for CPUs. */
  @Test
  void aGpuThatIsNotThereIsRefusedAndSessionsStayOnTheCpu(@TempDir Path folder) throws Exception {
    assertThat(OnnxDevice.use("cuda").orElseThrow())
        .startsWith("device: cuda, but ONNX Runtime cannot use it (")
        .endsWith("Set device: cpu to do without a GPU.");
    assertThat(OnnxDevice.isCuda()).isFalse();
    try (BaseSession base = BaseSession.load(TinyBase.write(folder.resolve("base.onnx")), 1)) {
      FloatBuffer images = base.images(1);
      assertThat(base.features(images, 1)).hasNumberOfRows(1);
    }
  }
}
