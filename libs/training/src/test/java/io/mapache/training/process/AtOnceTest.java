package io.mapache.training.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.mapache.contracts.training.JobExit;
import io.mapache.xception.network.djl.Leaves;
import io.mapache.xception.network.djl.LibTorch;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtOnceTest {

  @TempDir File folder;

  @Test
  void endsWithItsStatusWhileLibtorchIsOnItsWayBack() throws Exception {
    File words = new File(folder, "words");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                MidStep.class.getName())
            .directory(folder)
            .redirectErrorStream(true)
            .redirectOutput(words)
            .start();
    assertThat(process.waitFor()).isEqualTo(JobExit.CANCELLED.status());
    assertThat(words).content().doesNotContain("SIGSEGV");
    assertThat(folder.list()).as("and no crash report").containsExactly("words");
  }

  /** Ends in the middle of a native call that takes seconds. */
  static final class MidStep {

    private static final int OPERATIONS = 200_000;

    private MidStep() {}

    public static void main(String[] arguments) throws InterruptedException {
      NDManager manager = LibTorch.open(1, "cpu");
      CountDownLatch onItsWay = new CountDownLatch(1);
      new Thread(() -> forthAndBack(manager, onItsWay)).start();
      onItsWay.await();
      AtOnce.end(JobExit.CANCELLED);
    }

    private static void forthAndBack(NDManager manager, CountDownLatch onItsWay) {
      NDArray factor = manager.ones(new Shape(8, 8));
      LibTorch.record();
      NDArray leaf = Leaves.of(manager, factor);
      NDArray product = leaf;
      for (int i = 0; i < OPERATIONS; i++) {
        product = product.mul(leaf);
      }
      onItsWay.countDown();
      LibTorch.backward(product, factor);
    }
  }
}
