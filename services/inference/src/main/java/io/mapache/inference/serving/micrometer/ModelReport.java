package io.mapache.inference.serving.micrometer;

import io.mapache.inference.serving.ModelState;
import io.mapache.inference.serving.ModelVersion;
import io.mapache.inference.serving.ModelView;
import io.mapache.inference.serving.ModelWatch;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Tells the operator: a log line where something changed for good, a count for the rest. */
@Singleton
public class ModelReport implements ModelWatch {

  private static final Logger LOG = Logger.getLogger(ModelReport.class);

  private final MeterRegistry meters;
  private final Map<String, ModelState.Refused> warned = new ConcurrentHashMap<>(); // by model

  ModelReport(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void reached(ModelState state, ModelView view) {
    if (state instanceof ModelState.Serving) {
      LOG.infof("%s serves, revision %d", state.id(), state.id().revision());
      warned.remove(state.id().model());
      count("served");
    } else if (state instanceof ModelState.Refused refused) {
      warn(refused, view.serving());
      count("refused");
    } else {
      LOG.debugf("%s: %s", state.id(), state.name());
    }
  }

  /** Once: what is tried again and fails in the same way says nothing new. */
  private void warn(ModelState.Refused refused, ModelState.Serving serving) {
    if (refused.equals(warned.put(refused.id().model(), refused))) {
      return;
    }
    ModelVersion still = serving == null ? null : serving.id();
    LOG.warnf(
        "%s refused: %s %s",
        refused.id(),
        refused.why().reason(),
        still == null ? "No version of it serves." : "Still serving " + still + ".");
  }

  private void count(String outcome) {
    meters.counter("mapache.swaps", "outcome", outcome).increment();
  }
}
