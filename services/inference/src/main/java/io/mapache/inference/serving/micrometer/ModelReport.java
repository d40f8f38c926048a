package io.mapache.inference.serving.micrometer;

import io.mapache.inference.serving.ModelState;
import io.mapache.inference.serving.ModelVersion;
import io.mapache.inference.serving.ModelView;
import io.mapache.inference.serving.ModelWatch;
import io.mapache.inference.serving.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Tells the operator: a log line where something changed for good, a count for the rest. */
@Singleton
public class ModelReport implements ModelWatch {

  private static final Logger LOG = Logger.getLogger(ModelReport.class);

  private final MeterRegistry meters;
  private final Map<ModelVersion, Refusal> warned = new ConcurrentHashMap<>();

  ModelReport(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void answers(ModelState.Serving champion, ModelView view) {
    LOG.infof("%s serves, revision %d", champion.id(), view.roster().revision());
    count("served");
  }

  @Override
  public void reached(ModelState state, ModelView view) {
    if (state instanceof ModelState.Refused refused) {
      warn(refused, view.serving());
      count("refused");
    } else {
      LOG.debugf("%s: %s", state.id(), state.name());
      if (state instanceof ModelState.Serving) {
        warned.remove(state.id());
      }
    }
  }

  /** Once: what is tried again and fails in the same way says nothing new. */
  private void warn(ModelState.Refused refused, Optional<ModelState.Serving> serving) {
    Refusal before = warned.put(refused.id(), refused.why());
    if (before != null && refused.why().repeats(before)) {
      return;
    }
    LOG.warnf(
        "%s refused: %s %s",
        refused.id(),
        refused.why().reason(),
        serving
            .map(still -> "Still serving " + still.id() + ".")
            .orElse("No version of it serves."));
  }

  private void count(String outcome) {
    meters.counter("mapache.swaps", "outcome", outcome).increment();
  }
}
