package io.mapache.xception.weights;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A file that the operator names in the environment. */
record NamedFile(String variable, Optional<Path> file) implements WeightSource {

  @Override
  public String name() {
    return variable + file.map(path -> "=" + path).orElse(" (a file)");
  }

  @Override
  public Optional<String> cannotServe(String digest) {
    return file.isPresent() ? Optional.empty() : Optional.of("not set");
  }

  @Override
  public Path fetch(Path scratch) throws NoSuchFileException {
    Path path = file.orElseThrow();
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(path.toString(), null, "no such file");
    }
    return path;
  }
}
