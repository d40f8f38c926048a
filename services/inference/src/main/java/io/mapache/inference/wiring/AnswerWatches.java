package io.mapache.inference.wiring;

import io.mapache.contracts.event.ServingRole;
import io.mapache.inference.prediction.AnswerWatch;
import io.mapache.inference.prediction.Input;
import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.prediction.Question;
import io.mapache.inference.serving.ModelVersion;
import java.util.List;

/** Tells several. */
record AnswerWatches(List<AnswerWatch> all) implements AnswerWatch {

  @Override
  public void answered(Question question, Input input, Prediction.Answered answer) {
    all.forEach(watch -> watch.answered(question, input, answer));
  }

  @Override
  public void failed(ModelVersion by, ServingRole role) {
    all.forEach(watch -> watch.failed(by, role));
  }
}
