package io.mapache.cli.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mapache.cli.Failure;
import io.mapache.cli.Settings;
import io.mapache.cli.http.Answer;
import io.mapache.cli.http.Patience;
import io.mapache.cli.http.Service;
import io.mapache.cli.stack.Part;
import io.mapache.contracts.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** The trainer's trainings. */
public final class Trainer {

  private final Service service;

  public Trainer(Settings settings) {
    this.service = Service.of(Part.TRAINER, settings);
  }

  public Service service() {
    return service;
  }

  /**
   * Asks for a training; it will see all images acknowledged before. Returns its id.
   *
   * @param model null: the dataset's own
   */
  public String request(String dataset, String model, ObjectNode recipe) {
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("dataset", dataset);
    if (model != null) {
      wish.put("model", model);
    }
    if (!recipe.isEmpty()) {
      wish.put("recipe", recipe);
    }
    return service.post("/v1/trainings", wish).json().path("training").asText();
  }

  /** How many others are not at their end. */
  int others(String id) {
    int others = 0;
    for (JsonNode one : service.answer("/v1/trainings", Patience.A_MINUTE).json()) {
      boolean ended = Json.mapper().convertValue(one, Training.class).ended();
      others += ended || one.path("training").asText().equals(id) ? 0 : 1;
    }
    return others;
  }

  /** As the trainer tells it; waits out a restart of the trainer. */
  public JsonNode training(String id) {
    Answer answer = service.answer("/v1/trainings/" + Service.encoded(id), Patience.A_MINUTE);
    if (!answer.isOk()) {
      throw new Failure("trainer: " + answer.problem());
    }
    return answer.json();
  }
}
