package io.mapache.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.terminal.Output;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code mapache models canary}. */
@Command(
    name = "canary",
    description = "Let a version answer a share of the requests beside the champion.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  ./mapache models canary pets 3 --percent 10 --sticky X-User --reason 'better on black"
          + " cats?'",
      "  ./mapache models canary pets end --reason 'seen enough'"
    })
public final class CanaryCommand implements Callable<Integer> {

  @ParentCommand private ModelsCommand models;
  @Mixin private Output output;
  @Mixin private Overruling overruling;
  @Mixin private Beside beside;

  @ArgGroup(exclusive = false)
  private Traffic traffic;

  /** What the canary gets. */
  static final class Traffic {

    @Option(
        names = "--percent",
        required = true,
        paramLabel = "SHARE",
        description = "Its share of the requests: above 0, below 100.")
    private double percent;

    @Option(
        names = "--sticky",
        paramLabel = "HEADER",
        description = "Request header whose value decides, so that a caller meets one version.")
    private String sticky;
  }

  @Override
  public Integer call() {
    Map<String, Object> wish = new LinkedHashMap<>();
    beside.requireShare(traffic != null);
    if (traffic != null) {
      wish.put("percent", traffic.percent);
      wish.put("stickyKey", traffic.sticky);
    }
    JsonNode changed = beside.change(models.trainer(), "canary", wish, overruling);
    output.line(
        beside.ends()
            ? beside.model() + ": no canary any more."
            : "%s: version %s answers %s %% of the requests."
                .formatted(
                    beside.model(),
                    changed.at("/canary/version").asText(),
                    changed.at("/canary/percent").asText()));
    output.document(changed);
    return 0;
  }
}
