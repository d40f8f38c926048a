package io.mapache.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.http.Answer;
import io.mapache.cli.http.Patience;
import io.mapache.cli.http.Service;
import io.mapache.contracts.Json;
import io.mapache.contracts.dataset.DatasetDefinition;

/** A dataset's definition, changed by the demo. */
final class Definition {

  private final Service trainer;
  private final String path;

  Definition(Service trainer, String dataset) {
    this.trainer = trainer;
    this.path = "/v1/datasets/" + Service.encoded(dataset);
  }

  /**
   * Keeps the trainer from training the half of the images that came first; all else in the
   * definition stays.
   */
  void withoutTrigger() {
    Answer answer = trainer.answer(path, Patience.A_MINUTE);
    JsonNode node = answer.json().path("definition");
    DatasetDefinition known =
        answer.isOk() && node.isObject()
            ? Json.mapper().convertValue(node, DatasetDefinition.class)
            : DatasetDefinition.DEFAULT;
    if (!answer.isOk() || known.trigger().enabled()) {
      trainer.put(path, known.with(known.trigger().off()));
    }
  }
}
