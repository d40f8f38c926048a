package io.mapache.cli.stack;

import io.mapache.training.CannedResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * A checkout in which Maven built the training library, with a main class that a test stands in.
 */
public final class TrainingLibrary {

  private TrainingLibrary() {}

  /** The root of the checkout. */
  public static Path in(Path folder, Class<?> main) throws IOException {
    Path target = folder.resolve("checkout/libs/training/target");
    Files.createDirectories(target.resolve("lib"));
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(target.resolve("training.jar")))) {
      for (Class<?> type : new Class<?>[] {main, CannedResult.class}) {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream code = type.getClassLoader().getResourceAsStream(name)) {
          jar.putNextEntry(new JarEntry(name));
          code.transferTo(jar);
        }
      }
    }
    return folder.resolve("checkout");
  }
}
