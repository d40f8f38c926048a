package io.mapache.trainer.trainings;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.event.TrainingRequested;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.JobSpec;
import io.mapache.contracts.training.Lane;
import io.mapache.trainer.registry.Model;
import io.mapache.trainer.registry.Version;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Which base a training starts from, and which of the fine-tuned ones are kept below the home
 * folder, 83 MB each as tensors and as a graph: those of all champions and of the champions before
 * them, and the latest few. Any number of threads.
 */
public final class Bases {

  /** Tuned bases that are kept although no champion stands on them: an operator may want one. */
  private static final int OTHERS = 4;

  private final Path weights;
  private final Path graphs;
  private final BlobStore blobs;
  private final Map<Digest, BundleFile> bundles = new ConcurrentHashMap<>();

  public Bases(Path home, BlobStore blobs) {
    this.weights = home.resolve("weights");
    this.graphs = home.resolve("features").resolve("bases");
    this.blobs = blobs;
  }

  /** What the trainer reads of a {@code bundle.json}; all of it stands in {@code libs/models}. */
  private record BundleFile(String weights, Digest parent) {}

  /**
   * Where a training starts.
   *
   * @param weights {@code imagenet}, or the digest of a base's tensors
   * @param parent the bundle that has tuned them; null for none
   */
  public record Base(String weights, Digest parent) {

    static final Base IMAGENET = new Base(JobSpec.IMAGENET, null);
  }

  /** The base that a request asks for; without a champion there is ImageNet's. */
  Base of(TrainingRequested request, Optional<Version> champion) throws IOException {
    String wish = request.base();
    if (wish == null) {
      return Lane.of(request.recipe()) == Lane.FAST
          ? of(champion).filter(this::kept).orElse(Base.IMAGENET)
          : Base.IMAGENET;
    }
    return wish.equals(TrainingRequested.CHAMPION)
        ? of(champion).orElse(Base.IMAGENET)
        : new Base(wish, null);
  }

  private Optional<Base> of(Optional<Version> version) throws IOException {
    return version.isEmpty() ? Optional.empty() : of(version.get());
  }

  private Optional<Base> of(Version version) throws IOException {
    Optional<BundleFile> bundle = bundle(version.bundle());
    Optional<Digest> parent =
        tuned(version) ? Optional.of(version.bundle()) : bundle.map(BundleFile::parent);
    return bundle.map(file -> new Base(file.weights(), parent.orElse(null)));
  }

  /** A base that nobody has tuned can be had again at any time. */
  private boolean kept(Base base) {
    return base.parent() == null || Files.exists(weights.resolve(base.weights()));
  }

  private Optional<BundleFile> bundle(Digest digest) throws IOException {
    BundleFile known = bundles.get(digest);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<BundleFile> read =
        blobs.read(BlobKind.BUNDLE, digest.hex()).map(json -> Json.read(json, BundleFile.class));
    read.ifPresent(file -> bundles.put(digest, file));
    return read;
  }

  /**
   * Drops the tuned bases that nobody is likely to ask for.
   *
   * @param used by trainings that have not ended
   */
  void prune(List<Model> models, Set<String> used) throws IOException {
    Set<String> needed = new HashSet<>(used);
    for (Model model : models) {
      for (Version version :
          Stream.of(model.champion(), model.previous()).flatMap(Optional::stream).toList()) {
        of(version).map(Base::weights).ifPresent(needed::add);
      }
    }
    List<Version> newestFirst =
        models.stream()
            .flatMap(model -> model.versions().stream())
            .filter(Bases::tuned)
            .sorted(Comparator.comparing(Version::registeredAt).reversed())
            .toList();
    int others = 0;
    for (Version version : newestFirst) {
      Optional<String> digest = of(version).map(Base::weights).filter(it -> !needed.contains(it));
      if (digest.isPresent() && others++ >= OTHERS) {
        drop(digest.get());
      }
    }
  }

  /** The tensors, and the graphs that were written from them, one an image size. */
  private void drop(String digest) throws IOException {
    Files.deleteIfExists(weights.resolve(digest));
    if (Files.isDirectory(graphs)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(graphs, digest + "-*.onnx")) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
    }
  }

  private static boolean tuned(Version version) {
    return version.candidate().kind().equals(Candidate.FINE_TUNED);
  }
}
