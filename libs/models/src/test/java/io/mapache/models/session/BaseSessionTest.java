package io.mapache.models.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.models.Head;
import io.mapache.models.graph.HeadGraph;
import io.mapache.models.graph.Names;
import io.mapache.models.graph.TinyBase;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseSessionTest {

  private static final int PIXELS = TinyBase.SIZE * TinyBase.SIZE;

  @TempDir Path folder;
  private BaseSession base;

  @BeforeEach
  void load() throws IOException {
    base = BaseSession.load(TinyBase.write(folder.resolve("base.onnx")), 1);
  }

  @AfterEach
  void close() {
    base.close();
  }

  @Test
  void knowsItsSizesAndMetadataFromTheFile() {
    assertThat(base.imageSize()).isEqualTo(TinyBase.SIZE);
    assertThat(base.outputs()).containsExactlyInAnyOrder(Names.FEATURES, Names.ACTIVATION);
    assertThat(base.shape(Names.ACTIVATION)).containsExactly(8, 8, 3);
    assertThat(base.size(Names.FEATURES)).isEqualTo(3);
    assertThat(base.metadata()).containsEntry(Names.WEIGHTS_DIGEST, "none");
  }

  @Test
  void computesOneRowOfFeaturesForEachImage() {
    FloatBuffer images = colours(1, 2, 3);

    assertThat(base.features(images, 3))
        .isDeepEqualTo(new float[][] {{1, 10, 100}, {2, 20, 200}, {3, 30, 300}});
  }

  @Test
  void fillsABufferThatIsUsedAgainFromItsStartWhateverItsPosition() {
    FloatBuffer images = colours(1, 2, 3); // its position is at its end
    FloatBuffer out = base.buffer(Names.FEATURES, 3);

    base.features(images, 3, out);
    base.features(colours(7), 1, out);

    assertThat(floats(out)).containsExactly(7, 70, 700, 2, 20, 200, 3, 30, 300);
  }

  @Test
  void givesFeaturesAndActivationInOnePass() {
    FloatBuffer features = base.buffer(Names.FEATURES, 1);
    FloatBuffer activation = base.buffer(Names.ACTIVATION, 1);

    base.compute(colours(4), 1, Map.of(Names.FEATURES, features, Names.ACTIVATION, activation));

    assertThat(floats(features)).containsExactly(4, 40, 400);
    assertThat(floats(activation)).startsWith(4, 40, 400, 4, 40, 400);
  }

  @Test
  void computesMoreImagesThanOnePassTakes() {
    float[] reds = new float[19];
    for (int i = 0; i < reds.length; i++) {
      reds[i] = i;
    }

    float[][] features = base.features(colours(reds), reds.length);

    for (int i = 0; i < reds.length; i++) {
      assertThat(features[i]).containsExactly(i, 10 * i, 100 * i);
    }
  }

  @Test
  void whoHasToLeaveNeedNotWaitForTheWholeBatch() {
    AtomicInteger passes = new AtomicInteger();
    Runnable leaveAtTheThird =
        () -> {
          if (passes.incrementAndGet() >= 3) {
            throw new SessionException("leaving");
          }
        };
    try (BaseSession shared = BaseSession.loadForBatches(folder.resolve("base.onnx"), 2)) {
      FloatBuffer images = colours(new float[64]);
      FloatBuffer features = shared.buffer(Names.FEATURES, 64);

      assertThatThrownBy(() -> shared.features(images, 64, features, leaveAtTheThird))
          .hasMessage("leaving");
    }
    assertThat(passes.get()).as("one more for the other lane").isBetween(3, 4);
  }

  @Test
  void sharesABatchBetweenItsLanes() {
    float[] reds = new float[19];
    for (int i = 0; i < reds.length; i++) {
      reds[i] = i;
    }
    try (BaseSession shared = BaseSession.loadForBatches(folder.resolve("base.onnx"), 2)) {
      for (int n : new int[] {1, 2, 3, 19}) {
        assertThat(shared.features(colours(reds), n))
            .isDeepEqualTo(base.features(colours(reds), n));
      }
    }
  }

  @Test
  void servesManyThreadsAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<float[][]>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        FloatBuffer image = colours(i);
        answers.add(threads.submit(() -> base.features(image, 1)));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()[0]).containsExactly(i, 10 * i, 100 * i);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void refusesBuffersThatWouldBeCopiedOrAreTooSmall() {
    FloatBuffer onHeap = FloatBuffer.allocate(PIXELS * 3);
    FloatBuffer one = colours(1);
    FloatBuffer small = base.buffer(Names.FEATURES, 1);

    assertThatThrownBy(() -> base.features(onHeap, 1)).hasMessageContaining("expected: direct");
    assertThatThrownBy(() -> base.features(one, 2)).hasMessageContaining("expected: at least 384");
    assertThatThrownBy(() -> base.features(colours(1, 2), 2, small))
        .hasMessageContaining("buffer of 3 floats");
    assertThatThrownBy(() -> base.features(one, 0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> base.shape("top")).hasMessageContaining("asked for: top");
  }

  @Test
  void saysWhichFileItRefusesAndWhy() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve("base.onnx"));
    Path half = Files.write(folder.resolve("half.onnx"), Arrays.copyOf(whole, whole.length / 2));
    Path head = folder.resolve("head.onnx");
    HeadGraph.write(Head.fresh(2, 1), Map.of(), head);

    assertThatThrownBy(() -> BaseSession.load(half, 1))
        .isInstanceOf(SessionException.class)
        .hasMessageContaining("half.onnx")
        .hasMessageContaining("fetch or export it again");
    assertThatThrownBy(() -> BaseSession.load(head, 1))
        .isInstanceOf(SessionException.class)
        .hasMessageContaining("expected: `image`");
    assertThatThrownBy(() -> BaseSession.load(folder.resolve("none.onnx"), 1))
        .isInstanceOf(SessionException.class)
        .hasMessageContaining("no such file");
  }

  /** One image for each red; green is ten times, blue a hundred times as much. */
  private FloatBuffer colours(float... reds) {
    FloatBuffer images = base.images(reds.length);
    for (float red : reds) {
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        images.put(red).put(10 * red).put(100 * red);
      }
    }
    return images;
  }

  private static float[] floats(FloatBuffer buffer) {
    float[] values = new float[buffer.capacity()];
    buffer.get(0, values);
    return values;
  }
}
