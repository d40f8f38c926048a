package io.mapache.trainer.datasets.http;

import io.mapache.contracts.Name;
import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.contracts.event.DatasetDefined;
import io.mapache.trainer.datasets.Dataset;
import io.mapache.trainer.datasets.DatasetView;
import io.mapache.trainer.journal.Journal;
import io.mapache.trainer.problem.ProblemException;
import io.mapache.trainer.trainings.TriggerWatch;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** What is in the datasets, and what they decide for themselves. */
@Path("/v1/datasets")
@Produces(MediaType.APPLICATION_JSON)
public class DatasetResource {

  private final DatasetView view;
  private final TriggerWatch trigger;
  private final Journal journal;

  DatasetResource(DatasetView view, TriggerWatch trigger, Journal journal) {
    this.view = view;
    this.trigger = trigger;
    this.journal = journal;
  }

  @GET
  public List<DatasetAnswer> all() {
    Map<Integer, Long> positions = view.positions();
    return view.all().stream().map(dataset -> answer(dataset, positions)).toList();
  }

  @GET
  @Path("{dataset}")
  public DatasetAnswer one(String dataset) {
    return view.find(dataset)
        .map(found -> answer(found, view.positions()))
        .orElseThrow(() -> new ProblemException(404, "dataset '" + dataset + "' does not exist"));
  }

  /** Takes the place of the earlier definition as a whole; what is left out is the default. */
  @PUT
  @Path("{dataset}")
  public DatasetAnswer define(String dataset, byte[] body) throws InterruptedException {
    DatasetDefinition definition = DefinitionBody.read(body);
    try {
      Name.identifier("dataset", dataset);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, e.getMessage());
    }
    journal.append(new DatasetDefined(dataset, definition));
    return one(dataset);
  }

  private DatasetAnswer answer(Dataset dataset, Map<Integer, Long> positions) {
    return DatasetAnswer.of(dataset, trigger.next(dataset).sentence(), positions);
  }
}
