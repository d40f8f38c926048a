package io.mapache.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Failure;
import io.mapache.cli.http.Service;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code MODEL[@VERSION]}, as a person names a version.
 *
 * @param version empty for the champion
 */
public record VersionArgument(String model, Optional<Integer> version) {

  /** As the trainer tells of the model. */
  public JsonNode modelFrom(Service trainer) {
    return trainer.get("/v1/models/" + Service.encoded(model));
  }

  /**
   * @param told by {@link #modelFrom}
   * @throws Failure if the model has no such version
   */
  public Version in(JsonNode told) {
    return Version.of(told, version);
  }

  /** Reads the argument of a command. */
  public static final class Converter implements ITypeConverter<VersionArgument> {

    @Override
    public VersionArgument convert(String text) {
      int at = text.indexOf('@');
      if (at < 0) {
        return new VersionArgument(text, Optional.empty());
      }
      String number = text.substring(at + 1);
      if (!number.matches("[1-9][0-9]{0,8}")) {
        throw new TypeConversionException(
            "version: '" + number + "' (expected: a number behind the @, such as pets@3)");
      }
      return new VersionArgument(text.substring(0, at), Optional.of(Integer.parseInt(number)));
    }
  }
}
