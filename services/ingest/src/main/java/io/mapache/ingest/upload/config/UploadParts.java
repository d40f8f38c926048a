package io.mapache.ingest.upload.config;

import io.mapache.blobs.BlobStore;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Topic;
import io.mapache.imaging.ImageDecoder;
import io.mapache.ingest.upload.Decoding;
import io.mapache.ingest.upload.Door;
import io.mapache.ingest.upload.Incoming;
import io.mapache.ingest.upload.kafka.KafkaAnnouncer;
import io.mapache.ingest.upload.metrics.UploadMeters;
import io.mapache.kafka.EventPublisher;
import io.mapache.kafka.KafkaSettings;
import io.mapache.kafka.TopicSetup;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the door together. */
@ApplicationScoped
class UploadParts {

  @Produces
  @Singleton
  KafkaSettings kafka(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    return new KafkaSettings(bootstrapServers, "ingest");
  }

  @Produces
  @Singleton
  @Startup
  TopicSetup topics(KafkaSettings kafka) {
    return TopicSetup.start(kafka, List.of(Topic.IMAGES));
  }

  void close(@Disposes TopicSetup topics) {
    topics.close();
  }

  @Produces
  @Singleton
  @Startup
  EventPublisher publisher(KafkaSettings kafka) {
    return new EventPublisher(kafka, "/mapache/ingest");
  }

  void close(@Disposes EventPublisher publisher) {
    publisher.close();
  }

  @Produces
  @Singleton
  @Startup
  Door door(
      UploadProperties settings,
      @ConfigProperty(name = "mapache.blobs") Path blobs,
      EventPublisher publisher,
      UploadMeters meters)
      throws IOException {
    Incoming incoming = new Incoming(settings.incoming(), settings.maxBody().asLongValue());
    incoming.removeAbandoned();
    int slots =
        settings
            .decodes()
            .orElseGet(
                () ->
                    Decoding.slotsFor(
                        Runtime.getRuntime().maxMemory(),
                        Runtime.getRuntime().availableProcessors()));
    Decoding decoding =
        new Decoding(meters.timed(new ImageDecoder()::decode), slots, settings.decodePatience());
    BlobStore store = new FolderBlobStore(blobs);
    return new Door(incoming, decoding, store, new KafkaAnnouncer(publisher));
  }
}
