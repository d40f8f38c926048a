package io.mapache.cli.label;

import io.mapache.contracts.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An image as a person names it.
 *
 * @param file empty if only its digest was given
 */
public record ImageArgument(Digest digest, Optional<Path> file) {

  /** Reads a file's path or a digest. */
  public static final class Converter implements ITypeConverter<ImageArgument> {

    @Override
    public ImageArgument convert(String text) {
      Path file = Path.of(text);
      try {
        return Files.isRegularFile(file)
            ? new ImageArgument(Digest.of(Files.readAllBytes(file)), Optional.of(file))
            : new ImageArgument(new Digest(text), Optional.empty());
      } catch (IOException e) {
        throw new TypeConversionException("cannot read " + file + " (" + e + ")");
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'" + text + "' (expected: a file, or the 64 digits of an image's digest)");
      }
    }
  }
}
