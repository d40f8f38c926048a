package io.mapache.inference.serving;

import io.mapache.inference.TinyModels;
import io.mapache.inference.batching.Forward;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bases in Java: the mean of each colour times the factor that the file's name stands for. */
public final class FakeEngine implements Engine {

  private final Map<Path, Float> factors = new HashMap<>();
  private final List<FakeBase> loaded = new ArrayList<>();

  public void knows(Path file, float factor) {
    factors.put(file, factor);
  }

  /** Every base that was ever loaded, in order. */
  public List<FakeBase> loaded() {
    return loaded;
  }

  @Override
  public Base load(Path file) throws RefusedException {
    Float factor = factors.get(file);
    if (factor == null) {
      throw RefusedException.forGood("not a base: " + file);
    }
    FakeBase base = new FakeBase(factor);
    loaded.add(base);
    return base;
  }

  /** Says when it is used after it was closed. */
  public static final class FakeBase implements Base {

    private final float factor;
    private int closes;
    private final List<Integer> passes = new ArrayList<>();

    private FakeBase(float factor) {
      this.factor = factor;
    }

    public int closes() {
      return closes;
    }

    /** Images in each pass. */
    public List<Integer> passes() {
      return passes;
    }

    @Override
    public int imageSize() {
      return TinyModels.SIZE;
    }

    @Override
    public int features() {
      return 3;
    }

    @Override
    public Forward forward(int maxBatch) {
      return new Forward() {
        @Override
        public float[][] features(List<float[]> images) {
          if (closes > 0) {
            throw new IllegalStateException("used after it was closed");
          }
          passes.add(images.size());
          return images.stream().map(FakeBase.this::means).toArray(float[][]::new);
        }

        /** The feature map of an image is that image, times the factor. */
        @Override
        public Mapped mapped(List<float[]> images) {
          return new Mapped(
              features(images), images.stream().map(FakeBase.this::scaled).toArray(float[][]::new));
        }
      };
    }

    private float[] scaled(float[] image) {
      float[] scaled = new float[image.length];
      for (int i = 0; i < image.length; i++) {
        scaled[i] = image[i] * factor / 255;
      }
      return scaled;
    }

    private float[] means(float[] image) {
      double[] sums = new double[3];
      for (int i = 0; i < image.length; i++) {
        sums[i % 3] += image[i];
      }
      float[] means = new float[3];
      for (int c = 0; c < 3; c++) {
        means[c] = (float) (sums[c] / (image.length / 3) * factor / 255);
      }
      return means;
    }

    @Override
    public void close() {
      closes++;
    }
  }
}
