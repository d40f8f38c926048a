package io.mapache.inference.prediction;

import io.mapache.imaging.Reason;
import io.mapache.inference.serving.ModelState;
import io.mapache.inference.serving.ModelVersion;
import java.util.List;

/** What becomes of a request. All of these are promised; anything else is a fault of ours. */
public sealed interface Prediction {

  /** One word out of a closed vocabulary, for metrics. */
  String outcome();

  /**
   * An answer.
   *
   * @param classes most probable first; equally probable ones in the order of the model
   */
  record Answered(ModelVersion by, List<Scored> classes, Stages stages) implements Prediction {

    public Answered {
      classes = List.copyOf(classes);
    }

    @Override
    public String outcome() {
      return "answered";
    }
  }

  /** A class and its probability. */
  record Scored(String label, float probability) {}

  /** Where the time of an answer went, in nanoseconds. */
  record Stages(long decode, long queue, long compute) {}

  /** The bytes are no picture that is taken; the sender has to change them. */
  record BadImage(Reason reason, String detail) implements Prediction {
    @Override
    public String outcome() {
      return "bad-image";
    }
  }

  /**
   * More bytes than one image may have.
   *
   * @param limit in bytes
   */
  record TooLarge(int limit) implements Prediction {
    @Override
    public String outcome() {
      return "too-large";
    }
  }

  /** More is waiting than may wait. The same request may be answered in a second. */
  record Overloaded() implements Prediction {
    @Override
    public String outcome() {
      return "overloaded";
    }
  }

  /** No deployment names the model. */
  record UnknownModel(String model) implements Prediction {
    @Override
    public String outcome() {
      return "unknown-model";
    }
  }

  /** The model is known, but no version of it serves. */
  record NotServing(ModelState wanted) implements Prediction {
    @Override
    public String outcome() {
      return "not-serving";
    }
  }
}
