package io.mapache.xception.network.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaDeviceTest {

  @Test
  void aMachineWithoutADriverIsToldSo() {
    assertThat(CudaDevice.missing(OptionalInt.empty()))
        .hasValueSatisfying(
            lack ->
                assertThat(lack)
                    .startsWith("device: cuda, but this machine has no NVIDIA driver")
                    .endsWith("Set device: cpu to train without a GPU."));
  }

  @Test
  void aDriverThatSeesNoGpuIsNamed() {
    assertThat(CudaDevice.missing(OptionalInt.of(0)).orElseThrow()).contains("driver sees no GPU");
  }

  @Test
  void aGpuIsEnoughForTheMachine() {
    assertThat(CudaDevice.missing(OptionalInt.of(1))).isEmpty();
  }

  @Test
  void aLibtorchForCpusIsRefusedOnAMachineWithAGpu(@TempDir Path libtorch) {
    assertThat(CudaDevice.missing(libtorch, false).orElseThrow())
        .contains("libtorch in " + libtorch + " is a build for CPUs")
        .contains("PYTORCH_LIBRARY_PATH");
  }

  @Test
  void aLibtorchForCudaThatCannotUseTheGpuIsRefused(@TempDir Path libtorch) throws IOException {
    Files.createFile(libtorch.resolve("libtorch_cuda.so"));
    assertThat(CudaDevice.missing(libtorch, false).orElseThrow()).contains("cannot use the GPU");
    assertThat(CudaDevice.missing(libtorch, true)).isEqualTo(Optional.empty());
  }
}
