package io.mapache.trainer.trainings.http;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Name;
import io.mapache.contracts.event.TrainingRequested;
import io.mapache.contracts.event.TrainingStarted;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.Lane;
import io.mapache.contracts.training.Recipe;
import io.mapache.trainer.datasets.CatchUp;
import io.mapache.trainer.datasets.Dataset;
import io.mapache.trainer.datasets.DatasetView;
import io.mapache.trainer.problem.JsonBody;
import io.mapache.trainer.problem.ProblemException;
import io.mapache.trainer.registry.ModelLog;
import io.mapache.trainer.registry.http.ReportPage;
import io.mapache.trainer.trainings.Queue;
import io.mapache.trainer.trainings.Requests;
import io.mapache.trainer.trainings.Training;
import io.mapache.trainer.trainings.TrainingLog;
import io.mapache.trainer.trainings.Workshop;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** Asks for trainings, shows them, stops them. */
@Path("/v1/trainings")
@Produces(MediaType.APPLICATION_JSON)
public class TrainingResource {

  private static final Set<String> KEYS = Set.of("dataset", "model", "recipe", "base");

  private static final Pattern BASE = Pattern.compile("champion|imagenet|[0-9a-f]{64}");

  /** How long a dataset that is not known or not whole yet may take to come out of Kafka. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final TrainingLog trainings;
  private final ModelLog models;
  private final Workshop workshop;
  private final DatasetView datasets;
  private final CatchUp catchUp;
  private final Requests requests;
  private final BlobStore blobs;
  private final Clock clock;

  TrainingResource(
      TrainingLog trainings,
      ModelLog models,
      Workshop workshop,
      DatasetView datasets,
      CatchUp catchUp,
      Requests requests,
      BlobStore blobs,
      Clock clock) {
    this.trainings = trainings;
    this.models = models;
    this.workshop = workshop;
    this.datasets = datasets;
    this.catchUp = catchUp;
    this.requests = requests;
    this.blobs = blobs;
    this.clock = clock;
  }

  /** Newest first. */
  @GET
  public List<TrainingAnswer> all() {
    List<Training> all = trainings.all();
    Map<Lane, Queue> queues =
        Arrays.stream(Lane.values())
            .collect(Collectors.toMap(lane -> lane, lane -> Queue.of(all, lane)));
    List<TrainingAnswer> newest = new ArrayList<>();
    all.forEach(training -> newest.add(answer(training, queues.get(training.lane()))));
    Collections.reverse(newest);
    return newest;
  }

  @GET
  @Path("{training}")
  public TrainingAnswer one(String training) {
    return answer(find(training));
  }

  @POST
  @ResponseStatus(202)
  public Map<String, String> request(byte[] body) throws InterruptedException {
    JsonBody wish = JsonBody.of(body, KEYS);
    Recipe.Parsed parsed = Recipe.parse(wish.get("recipe"));
    if (!(parsed instanceof Recipe.Valid valid)) {
      throw new ProblemException(400, ((Recipe.Invalid) parsed).problem());
    }
    Dataset dataset = trainable(wish.requireText("dataset"));
    String model = model(wish.text("model").orElse(dataset.model()));
    String id = Digest.of(UUID.randomUUID().toString()).abbreviated();
    Requests.Outcome outcome =
        requests.ask(
            new TrainingRequested(
                id,
                dataset.name(),
                model,
                valid.recipe(),
                base(wish),
                "asked for by HTTP",
                clock.instant()));
    if (outcome == Requests.Outcome.FULL) {
      throw new ProblemException(
          429,
          "%d trainings wait already, as many as may: try again when some have ended, or cancel some"
              .formatted(Requests.MOST));
    }
    return Map.of("training", id);
  }

  /** Its images may have been acknowledged a moment ago and be on their way still. */
  private Dataset trainable(String name) throws InterruptedException {
    Optional<Dataset> known = datasets.find(name);
    if (known.isEmpty() || known.get().untrainable().isPresent()) {
      catchUp.await(PATIENCE);
      known = datasets.find(name);
    }
    Dataset dataset =
        known.orElseThrow(() -> new ProblemException(404, "dataset '" + name + "' does not exist"));
    dataset
        .untrainable()
        .ifPresent(
            sentence -> {
              throw new ProblemException(409, sentence);
            });
    return dataset;
  }

  private static String base(JsonBody wish) {
    Optional<String> base = wish.text("base");
    base.filter(asked -> !BASE.matcher(asked).matches())
        .ifPresent(
            asked -> {
              throw new ProblemException(
                  400,
                  "base: '%s' (expected: champion, imagenet, or the digest of a base)"
                      .formatted(asked));
            });
    return base.orElse(null);
  }

  private static String model(String name) {
    try {
      return Name.identifier("model", name);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, e.getMessage());
    }
  }

  @DELETE
  @Path("{training}")
  @ResponseStatus(202)
  public TrainingAnswer cancel(String training) throws InterruptedException {
    switch (workshop.cancel(training, "an operator")) {
      case DONE -> {
        return one(training);
      }
      case TOO_LATE ->
          throw new ProblemException(
              409, "training '" + training + "' has ended: " + find(training).state().code());
      case UNKNOWN -> throw unknown(training);
    }
    throw new IllegalStateException("a case is missing above");
  }

  @GET
  @Path("{training}/manifest")
  @Produces("text/plain;charset=UTF-8")
  public InputStream manifest(String training) throws IOException {
    Digest manifest =
        find(training)
            .started()
            .map(TrainingStarted::manifest)
            .orElseThrow(
                () ->
                    new ProblemException(404, "training '" + training + "' has no snapshot (yet)"));
    return blobs
        .open(BlobKind.MANIFEST, manifest.hex())
        .orElseThrow(
            () -> new ProblemException(404, "manifest " + manifest + " is not in the blob store"));
  }

  @GET
  @Path("{training}/report")
  @Produces(MediaType.TEXT_HTML)
  public RestResponse<InputStream> report(String training) throws IOException {
    Digest report =
        find(training)
            .result()
            .map(JobResult::report)
            .orElseThrow(
                () -> new ProblemException(404, "training '" + training + "' has no report"));
    return ReportPage.of(blobs, report);
  }

  private Training find(String training) {
    return trainings.find(training).orElseThrow(() -> unknown(training));
  }

  private static ProblemException unknown(String training) {
    return new ProblemException(404, "training '" + training + "' does not exist");
  }

  private TrainingAnswer answer(Training training) {
    return answer(training, Queue.of(trainings.all(), training.lane()));
  }

  private TrainingAnswer answer(Training training, Queue queue) {
    return TrainingAnswer.of(
        training,
        queue.place(training.id()),
        workshop.finished(training),
        models.find(training.request().model()));
  }
}
