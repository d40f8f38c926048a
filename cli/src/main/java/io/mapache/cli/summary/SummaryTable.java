package io.mapache.cli.summary;

import io.mapache.cli.terminal.Output;
import io.mapache.cli.terminal.Table;
import io.mapache.xception.layers.Layer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A summary as Keras' {@code model.summary()} prints it, with a column for each phase. */
final class SummaryTable {

  private SummaryTable() {}

  static void print(Summary summary, boolean expand, Output output) {
    int side = summary.recipe().imageSize();
    output.line(
        "Xception for images of %d x %d pixels, %d classes"
            .formatted(side, side, summary.classes()));
    output.line("");
    Table table =
        new Table("LAYER (TYPE)", "OUTPUT SHAPE", "PARAMS", "HEAD TRAINS", "FINE-TUNING TRAINS");
    summary.rows().stream()
        .filter(row -> expand || row.depth() == 0)
        .forEach(row -> add(row, table));
    output.table(table);
    total("Head phase, the base frozen:", summary.frozen(), output);
    summary
        .tuned()
        .ifPresent(
            tuned ->
                total(
                    "Fine-tuning from " + summary.recipe().fineTune().from() + ":", tuned, output));
  }

  private static void add(Summary.Row row, Table table) {
    Layer layer = row.frozen();
    table.row(
        "  ".repeat(row.depth()) + layer.name() + " (" + layer.type() + ")",
        shape(layer.output()),
        number(layer.parameters().total()),
        number(layer.parameters().trainable()),
        row.tuned().map(tuned -> number(tuned.parameters().trainable())).orElse(null));
  }

  private static void total(String title, Layer model, Output output) {
    Layer.Parameters parameters = model.parameters();
    output.line("");
    output.line(title);
    output.line(" Total params: " + withSize(parameters.total()));
    output.line(" Trainable params: " + withSize(parameters.trainable()));
    output.line(" Non-trainable params: " + withSize(parameters.nonTrainable()));
  }

  private static String shape(List<Integer> output) {
    return output.stream().map(String::valueOf).collect(Collectors.joining(", ", "(None, ", ")"));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** With the bytes of as many float32, in units of 1,024 as Keras has them. */
  private static String withSize(long numbers) {
    double size = numbers * (double) Float.BYTES;
    List<String> units = List.of("B", "KB", "MB");
    int unit = 0;
    while (size >= 1024 && unit < units.size() - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%s (%.2f %s)", number(numbers), size, units.get(unit));
  }
}
