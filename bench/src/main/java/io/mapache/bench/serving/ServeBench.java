package io.mapache.bench.serving;

import io.mapache.bench.Machine;
import io.mapache.bench.Options;
import java.util.Set;

/** The inference service under load, against a bare loop and against other servers. */
public final class ServeBench {

  private ServeBench() {}

  public static void run(Options options) throws Exception {
    Set<Part> parts = Part.of(options.text("only", null));
    System.out.println(Machine.described());
    try (Workplace place = new Workplace();
        Bed bed = new Bed(place, options)) {
      System.out.printf(
          "full Xception at %d px, %d pictures, %d ONNX Runtime threads%n%n",
          Bundles.IMAGE_SIZE, bed.pictures().size(), bed.threads());
      for (Part part : parts) {
        part.measure(bed);
      }
    }
  }
}
