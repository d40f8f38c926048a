package io.mapache.cli;

import io.mapache.cli.datasets.DatasetsCommand;
import io.mapache.cli.demo.DemoCommand;
import io.mapache.cli.ingest.IngestCommand;
import io.mapache.cli.label.LabelCommand;
import io.mapache.cli.lineage.LineageCommand;
import io.mapache.cli.models.ModelsCommand;
import io.mapache.cli.models.PromoteCommand;
import io.mapache.cli.models.RollbackCommand;
import io.mapache.cli.predict.PredictCommand;
import io.mapache.cli.replay.ReplayCommand;
import io.mapache.cli.stack.DownCommand;
import io.mapache.cli.stack.LogsCommand;
import io.mapache.cli.stack.StatusCommand;
import io.mapache.cli.stack.UpCommand;
import io.mapache.cli.summary.SummaryCommand;
import io.mapache.cli.training.TrainCommand;
import io.mapache.cli.training.TrainingsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code mapache}. Exit status: 0 done, 1 not done, 2 wrong usage. */
@Command(
    name = "mapache",
    description = "Turns a stream of labelled images into a served classifier.",
    mixinStandardHelpOptions = true,
    versionProvider = Mapache.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Example:",
      "  ./mapache demo         see the whole loop run on a public data set",
      "  ./mapache down         stop what it left running",
      "",
      "State lies in MAPACHE_HOME (default ~/.local/share/mapache). Ports: MAPACHE_KAFKA_PORT,",
      "MAPACHE_INGEST_PORT, MAPACHE_TRAINER_PORT, MAPACHE_INFERENCE_PORT. Another Kafka:",
      "KAFKA_BOOTSTRAP_SERVERS. Exit status: 0 done, 1 not done, 2 wrong usage.",
    },
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      DemoCommand.class,
      IngestCommand.class,
      LabelCommand.class,
      DatasetsCommand.class,
      SummaryCommand.class,
      TrainCommand.class,
      TrainingsCommand.class,
      ModelsCommand.class,
      PromoteCommand.class,
      RollbackCommand.class,
      LineageCommand.class,
      ReplayCommand.class,
      PredictCommand.class,
      CommandLine.HelpCommand.class,
    })
public final class Mapache {

  private final Settings settings;

  Mapache(Settings settings) {
    this.settings = settings;
  }

  public Settings settings() {
    return settings;
  }

  public static void main(String[] arguments) {
    System.exit(commandLine(Settings.ofProcess()).execute(arguments));
  }

  static CommandLine commandLine(Settings settings) {
    CommandLine line = new CommandLine(new Mapache(settings));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(100);
    line.setUsageHelpAutoWidth(false);
    line.setExecutionExceptionHandler(new Sentence());
    line.setParameterExceptionHandler(new Misuse());
    return line;
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Mapache.class.getPackage().getImplementationVersion();
      return new String[] {"mapache " + (version == null ? "(not packaged)" : version)};
    }
  }
}
