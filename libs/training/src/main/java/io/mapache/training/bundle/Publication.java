package io.mapache.training.bundle;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.Evaluation;
import io.mapache.contracts.training.JobSpec;
import io.mapache.models.Head;
import io.mapache.models.bundle.Bundle;
import io.mapache.models.bundle.Golden;
import io.mapache.models.bundle.Novelty;
import io.mapache.models.bundle.Signature;
import io.mapache.models.graph.HeadGraph;
import io.mapache.models.graph.Names;
import io.mapache.training.features.BaseFiles.BaseFile;
import io.mapache.training.features.BaseSessions;
import io.mapache.training.images.Pictures;
import io.mapache.training.process.WorkFolder;
import io.mapache.training.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts a trained candidate into the blob store: {@code base.onnx}, {@code head.onnx}, {@code
 * golden.json}, and {@code bundle.json} last, which names the others.
 */
public final class Publication {

  private final JobSpec spec;
  private final Snapshot snapshot;
  private final BlobStore blobs;
  private final WorkFolder work;
  private final BaseSessions sessions;
  private final int threads;
  private final Clock clock;

  public Publication(
      JobSpec spec,
      Snapshot snapshot,
      BlobStore blobs,
      WorkFolder work,
      BaseSessions sessions,
      int threads,
      Clock clock) {
    this.spec = spec;
    this.snapshot = snapshot;
    this.blobs = blobs;
    this.work = work;
    this.sessions = sessions;
    this.threads = threads;
    this.clock = clock;
  }

  /**
   * What is to be published.
   *
   * @param kind {@link Candidate#FROZEN} or {@link Candidate#FINE_TUNED}
   * @param weights digest of the base's tensors
   * @param epoch that was kept
   * @param typical what images of its classes are like to its base
   */
  public record Trained(
      String kind,
      BaseFile base,
      String weights,
      Head head,
      int epoch,
      Evaluation validation,
      Evaluation test,
      @Nullable Evaluation audit,
      Typical typical) {}

  /**
   * Publishes a candidate.
   *
   * @throws io.mapache.training.process.JobEnd if the exported files answer other than what was
   *     trained; the bundle is not there then
   */
  public Candidate publish(Trained trained) throws IOException {
    byte[] headGraph = HeadGraph.bytes(trained.head(), headMetadata(trained));
    Golden golden = golden(trained, headGraph);
    put(trained.base().path(), trained.base().digest());
    Digest head = put(headGraph);
    Digest goldenDigest = put(golden.toJson());
    Novelty novelty = novelty(trained.typical());
    Digest bundle = put(bundle(trained, head, goldenDigest, novelty).toJson());
    return new Candidate(
        trained.kind(),
        bundle,
        trained.base().digest(),
        head,
        trained.epoch(),
        trained.validation(),
        trained.test(),
        trained.audit());
  }

  private Map<String, String> headMetadata(Trained trained) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put(Names.LABELS, Json.text(snapshot.classes()));
    metadata.put(Names.BASE_DIGEST, trained.base().digest().hex());
    return metadata;
  }

  private Golden golden(Trained trained, byte[] headGraph) throws IOException {
    int imageSize = spec.recipe().imageSize();
    List<Digest> images =
        GoldenPictures.choose(snapshot.samples(Split.VALIDATION), snapshot.classes().size());
    List<byte[]> pngs = GoldenPictures.pngs(new Pictures(blobs), images, imageSize);
    return new GoldenRun(sessions.of(trained.base(), threads), headGraph, trained.head())
        .golden(pngs);
  }

  private void put(Path file, Digest expected) throws IOException {
    if (blobs.exists(BlobKind.BUNDLE, expected.hex())) {
      return;
    }
    String digest = blobs.put(BlobKind.BUNDLE, file).digest();
    if (!digest.equals(expected.hex())) {
      throw new IOException(
          "%s changed while it was used: its digest is %s (expected: %s). Delete the file and start again."
              .formatted(file, digest, expected));
    }
  }

  private Digest put(byte[] content) throws IOException {
    return new Digest(blobs.put(BlobKind.BUNDLE, content).digest());
  }

  private Novelty novelty(Typical typical) throws IOException {
    return new Novelty(
        put(typical.centroids().toBytes()).hex(), typical.percentiles(), typical.measure());
  }

  private Bundle bundle(Trained trained, Digest head, Digest golden, Novelty novelty) {
    Map<String, Evaluation> metrics = new TreeMap<>();
    metrics.put("validation", trained.validation());
    metrics.put("test", trained.test());
    if (trained.audit() != null) {
      metrics.put("audit", trained.audit());
    }
    return new Bundle(
        spec.model(),
        trained.kind(),
        spec.training(),
        Instant.now(clock),
        snapshot.classes(),
        Signature.classifier(spec.recipe().imageSize(), snapshot.classes().size()),
        trained.base().digest().hex(),
        head.hex(),
        golden.hex(),
        trained.weights(),
        snapshot.manifest().hex(),
        Optional.ofNullable(spec.parent()).map(Digest::hex).orElse(null),
        Optional.ofNullable(spec.champion()).map(Digest::hex).orElse(null),
        Json.mapper().valueToTree(spec.recipe()),
        Json.mapper().valueToTree(metrics),
        trained.validation().temperature(),
        novelty,
        codeVersion());
  }

  /** Of the jar; classes in a folder are a developer's. */
  private static String codeVersion() {
    return Optional.ofNullable(Publication.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
