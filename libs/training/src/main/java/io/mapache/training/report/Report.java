package io.mapache.training.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mapache.contracts.training.Recipe;
import io.mapache.contracts.training.Recipe.Workflow;
import io.mapache.training.images.Pictures;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code report.html}: one page on one training that needs nothing but itself, neither
 * network nor server. Charts are Apache ECharts', drawn by the browser.
 *
 * <p>Thread-safe.
 */
public final class Report {

  private static final String HTML = "text/html";

  private final Template template;
  private final RawString style;
  private final RawString script;
  private final RawString echarts;

  public Report() {
    Engine engine =
        Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(HTML)))
            .removeStandaloneLines(true)
            .build();
    this.template = engine.parse(resource("report.html"), Variant.forContentType(HTML));
    this.style = new RawString(resource("report.css"));
    this.script = new RawString(resource("report.js"));
    this.echarts = new RawString(resource("echarts.simple.min.js"));
  }

  /**
   * The page.
   *
   * @throws IOException if a picture cannot be read
   */
  public byte[] html(Run run, Pictures pictures) throws IOException {
    Page page = new Page(run);
    Map<String, Object> values = page.values();
    Gallery gallery = new Gallery(run, pictures);
    values.put("firstImages", gallery.firstTrainingImages());
    values.put("augmentations", gallery.augmentations());
    values.put("augment", gallery.augmentation());
    values.put("ownAugmentation", !run.spec().recipe().augment().isNone());
    values.put("mistakes", gallery.mistakes());
    values.put("maps", quick(run.spec().recipe()) ? List.of() : gallery.activationMaps());
    values.put("quick", quick(run.spec().recipe()));
    values.put("style", style);
    values.put("script", script);
    values.put("echarts", echarts);
    values.put("charts", new RawString(inScript(page.charts())));
    return template.render(values).getBytes(UTF_8);
  }

  /** A head alone, on stored features: what is waited for has no second to spend on a session. */
  private static boolean quick(Recipe recipe) {
    return recipe.fineTune().isNone() && recipe.head().workflow() == Workflow.FEATURES;
  }

  /** JSON that cannot end the script element that it lies in. */
  private static String inScript(byte[] json) {
    return new String(json, UTF_8).replace("<", "\\u003c");
  }

  private static String resource(String name) {
    try (InputStream in = Report.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is not in the jar: build it anew");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("resource " + name + " cannot be read", e);
    }
  }
}
