package io.mapache.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.http.Service;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which version is to get traffic beside the champion, or that none is any more. */
final class Beside {

  private static final String END = "end";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(index = "0", paramLabel = "MODEL")
  private String model;

  @Parameters(
      index = "1",
      paramLabel = "VERSION",
      description = "Its number, or 'end' for no version any more.")
  private String version;

  String model() {
    return model;
  }

  boolean ends() {
    return version.equals(END);
  }

  /** A canary has a share, and no share is none. */
  void requireShare(boolean given) {
    if (given == ends()) {
      throw misuse(
          ends() ? "'end' takes no --percent" : "Missing required option: '--percent=SHARE'");
    }
  }

  /**
   * @param wish what else to ask for
   */
  JsonNode change(Service trainer, String role, Map<String, Object> wish, Overruling overruling) {
    String path = "/v1/models/" + Service.encoded(model) + "/" + role;
    if (ends()) {
      return trainer
          .repeat(
              trainer
                  .request(
                      path,
                      query ->
                          query.with("by", overruling.by()).with("reason", overruling.reason()))
                  .DELETE())
          .json();
    }
    wish.put("version", number());
    wish.put("by", overruling.by());
    wish.put("reason", overruling.reason());
    return trainer.put(path, wish).json();
  }

  private int number() {
    try {
      return Integer.parseInt(version);
    } catch (NumberFormatException e) {
      throw misuse("VERSION: '" + version + "' (expected: a whole number, or 'end')");
    }
  }

  private ParameterException misuse(String sentence) {
    CommandLine line = command.commandLine();
    return new ParameterException(line, sentence);
  }
}
