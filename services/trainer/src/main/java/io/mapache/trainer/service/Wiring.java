package io.mapache.trainer.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mapache.blobs.BlobStore;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Json;
import io.mapache.contracts.Topic;
import io.mapache.contracts.event.DatasetDefined;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.TrainingStarted;
import io.mapache.contracts.training.Lane;
import io.mapache.kafka.EventPublisher;
import io.mapache.kafka.KafkaSettings;
import io.mapache.trainer.datasets.CatchUp;
import io.mapache.trainer.datasets.DatasetView;
import io.mapache.trainer.datasets.SnapshotCutter;
import io.mapache.trainer.datasets.kafka.ImageTopic;
import io.mapache.trainer.datasets.rocksdb.RocksImageStore;
import io.mapache.trainer.feedback.Judging;
import io.mapache.trainer.feedback.Truth;
import io.mapache.trainer.feedback.config.FeedbackProperties;
import io.mapache.trainer.feedback.kafka.FeedbackTopics;
import io.mapache.trainer.feedback.kafka.KafkaAnnouncer;
import io.mapache.trainer.feedback.rocksdb.RocksPredictionStore;
import io.mapache.trainer.journal.Journal;
import io.mapache.trainer.journal.kafka.Folds;
import io.mapache.trainer.journal.kafka.KafkaJournal;
import io.mapache.trainer.lineage.Ancestry;
import io.mapache.trainer.lineage.LearntImages;
import io.mapache.trainer.lineage.Lineages;
import io.mapache.trainer.registry.Guard;
import io.mapache.trainer.registry.LiveNumbers;
import io.mapache.trainer.registry.Manifests;
import io.mapache.trainer.registry.ModelLog;
import io.mapache.trainer.registry.Policies;
import io.mapache.trainer.registry.Registrar;
import io.mapache.trainer.registry.Reports;
import io.mapache.trainer.registry.Traffic;
import io.mapache.trainer.trainings.Bases;
import io.mapache.trainer.trainings.FreshSnapshots;
import io.mapache.trainer.trainings.Requests;
import io.mapache.trainer.trainings.Training;
import io.mapache.trainer.trainings.TrainingLog;
import io.mapache.trainer.trainings.TriggerWatch;
import io.mapache.trainer.trainings.Workbench;
import io.mapache.trainer.trainings.Workers;
import io.mapache.trainer.trainings.Workshop;
import io.mapache.trainer.trainings.config.JobProperties;
import io.mapache.trainer.trainings.config.TriggerProperties;
import io.mapache.trainer.trainings.process.ChildProcessJobs;
import io.mapache.trainer.trainings.process.FastWorkerJobs;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Puts the parts together. Nothing starts here and nothing is closed: {@link Lifecycle} does. */
class Wiring {

  private static final Logger LOG = Logger.getLogger(Wiring.class);

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  /** HTTP speaks the JSON that Kafka and the disk speak. */
  @Produces
  @Singleton
  ObjectMapper mapper() {
    return Json.mapper().copy();
  }

  @Produces
  @Singleton
  KafkaSettings kafka(@ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
    return new KafkaSettings(servers, "trainer");
  }

  @Produces
  @Singleton
  EventPublisher publisher(KafkaSettings kafka) {
    return new EventPublisher(kafka, "/mapache/trainer");
  }

  @Produces
  @Singleton
  BlobStore blobs(TrainerProperties properties) {
    return new FolderBlobStore(blobFolder(properties));
  }

  private static Path blobFolder(TrainerProperties properties) {
    if (properties.blobs().contains("://")) {
      throw new IllegalArgumentException(
          "mapache.blobs: "
              + properties.blobs()
              + " (expected: a folder; nothing else is supported)");
    }
    return Path.of(properties.blobs()).toAbsolutePath();
  }

  @Produces
  @Singleton
  RocksImageStore store(TrainerProperties properties) throws IOException {
    return RocksImageStore.open(state(properties).resolve("view"));
  }

  private static Path state(TrainerProperties properties) {
    return properties.home().toAbsolutePath().resolve("trainer");
  }

  @Produces
  @Singleton
  DatasetView view(RocksImageStore store) {
    return new DatasetView(store);
  }

  @Produces
  @Singleton
  ImageTopic images(KafkaSettings kafka, DatasetView view) {
    return new ImageTopic(kafka, view);
  }

  @Produces
  @Singleton
  TrainingLog trainings() {
    return new TrainingLog();
  }

  @Produces
  @Singleton
  ModelLog models() {
    return new ModelLog();
  }

  @Produces
  @Singleton
  Folds folds(KafkaSettings kafka, DatasetView view, TrainingLog trainings, ModelLog models) {
    Map<Topic, Consumer<Event>> folds =
        Map.of(
            Topic.DATASETS,
            event -> {
              if (event instanceof DatasetDefined defined) {
                view.define(defined);
              }
            },
            Topic.TRAININGS,
            trainings::apply,
            Topic.MODELS,
            models::apply,
            Topic.DEPLOYMENTS,
            models::apply);
    return new Folds(kafka, folds);
  }

  @Produces
  @Singleton
  Journal journal(EventPublisher publisher, Folds folds) {
    return new KafkaJournal(publisher, folds);
  }

  @Produces
  @Singleton
  Registrar registrar(ModelLog models, DatasetView datasets, Journal journal, Clock clock) {
    Policies policies =
        name -> datasets.find(name).map(dataset -> dataset.definition().auto()).orElse(true);
    return new Registrar(models, policies, journal, clock);
  }

  @Produces
  @Singleton
  Traffic traffic(Registrar registrar) {
    return new Traffic(registrar);
  }

  @Produces
  @Singleton
  Guard guard(
      ModelLog models,
      LiveNumbers live,
      TrainingLog trainings,
      Registrar registrar,
      Traffic traffic) {
    Manifests manifests =
        id -> trainings.find(id).flatMap(Training::started).map(TrainingStarted::manifest);
    return new Guard(models, live, manifests, registrar, traffic);
  }

  @Produces
  @Singleton
  Ancestry ancestry(ModelLog models, TrainingLog trainings) {
    return new Ancestry(models, trainings);
  }

  @Produces
  @Singleton
  Lineages lineages(Ancestry ancestry, BlobStore blobs) {
    return new Lineages(ancestry, blobs);
  }

  @Produces
  @Singleton
  RocksPredictionStore predictions(
      TrainerProperties properties, FeedbackProperties feedback, Clock clock) throws IOException {
    return RocksPredictionStore.open(
        state(properties).resolve("predictions"), feedback.predictionsOrRefuse(), clock);
  }

  @Produces
  @Singleton
  Judging judging(
      RocksPredictionStore predictions,
      DatasetView datasets,
      ModelLog models,
      Ancestry ancestry,
      BlobStore blobs,
      EventPublisher publisher,
      Clock clock) {
    LearntImages learnt =
        new LearntImages(
            ancestry,
            blobs,
            damage ->
                LOG.warnf(
                    "Until this is restored and the trainer restarted, answers of versions that were trained on these images are not judged: %s",
                    damage.getMessage()));
    Truth truth = new Knowledge(datasets, models, ancestry, learnt);
    return new Judging(predictions, truth, new KafkaAnnouncer(publisher), clock);
  }

  @Produces
  @Singleton
  FeedbackTopics feedback(
      KafkaSettings kafka,
      Judging judging,
      RocksPredictionStore predictions,
      ImageTopic images,
      DatasetView view) {
    return new FeedbackTopics(kafka, judging, predictions, images, view::positions);
  }

  @Produces
  @Singleton
  Reports reports(TrainingLog trainings) {
    return id ->
        trainings
            .find(id)
            .flatMap(Training::result)
            .flatMap(result -> Optional.ofNullable(result.report()));
  }

  @Produces
  @Singleton
  Requests requests(TrainingLog trainings, Journal journal) {
    return new Requests(trainings, journal);
  }

  @Produces
  @Singleton
  TriggerWatch trigger(
      DatasetView datasets,
      TrainingLog trainings,
      ModelLog models,
      Requests requests,
      TriggerProperties trigger,
      Clock clock) {
    return new TriggerWatch(datasets, trainings, models, requests, trigger.toPacing(), clock);
  }

  @Produces
  @Singleton
  FastWorkerJobs fastJobs(TrainerProperties properties, JobProperties jobs) {
    Path log = properties.home().toAbsolutePath().resolve("work").resolve("fast-worker.log");
    return new FastWorkerJobs(jobs.toFastCommand(), log);
  }

  @Produces
  @Singleton
  Workshop workshop(
      TrainerProperties properties,
      JobProperties jobs,
      FastWorkerJobs fastJobs,
      TrainingLog trainings,
      ModelLog models,
      Registrar registrar,
      CatchUp catchUp,
      DatasetView view,
      RocksImageStore store,
      BlobStore blobs,
      Journal journal,
      Clock clock) {
    Path home = properties.home().toAbsolutePath();
    SnapshotCutter cutter =
        new SnapshotCutter(store, blobs, state(properties).resolve("manifests"));
    return new Workshop(
        trainings,
        models,
        registrar,
        new FreshSnapshots(catchUp, view, cutter),
        new Bases(home, blobs),
        new Workbench(home, blobFolder(properties).toString(), jobs.toLimits()),
        Map.of(Lane.FULL, new ChildProcessJobs(jobs.toJobCommand()), Lane.FAST, fastJobs),
        journal,
        clock);
  }

  @Produces
  @Singleton
  Workers workers(Workshop workshop, TrainingLog trainings) {
    return new Workers(workshop, trainings);
  }
}
