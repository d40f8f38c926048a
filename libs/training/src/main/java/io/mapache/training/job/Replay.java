package io.mapache.training.job;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.JobSpec;
import io.mapache.contracts.training.Recipe;
import io.mapache.contracts.training.ReplayResult;
import io.mapache.contracts.training.ReplaySpec;
import io.mapache.models.Head;
import io.mapache.models.bundle.Bundle;
import io.mapache.models.graph.HeadGraph;
import io.mapache.training.process.Cancellation;
import io.mapache.training.process.JobEnd;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A version trained again, from its manifest, its recipe and the base that it was trained from, and
 * compared with itself. Publishes into a store of its own, in the work folder; features that the
 * home has are taken from there, as in any training.
 */
public final class Replay {

  private final Cancellation cancellation;
  private final PrintStream lines;
  private final PrintStream errors;

  /**
   * @param lines progress, as in {@link Job}
   * @param errors gets the sentence that says why a replay ended early, as its last line
   */
  public Replay(Cancellation cancellation, PrintStream lines, PrintStream errors) {
    this.cancellation = cancellation;
    this.lines = lines;
    this.errors = errors;
  }

  /**
   * Trains and compares; another result than the version's is an outcome, not a failure.
   *
   * @param file {@code replay.json}
   * @param onSpec told what the file says, before any work
   */
  public JobExit run(Path file, Consumer<ReplaySpec> onSpec) {
    try {
      ReplaySpec spec = Json.read(Files.readAllBytes(file), ReplaySpec.class);
      onSpec.accept(spec);
      BlobStore store = new FolderBlobStore(Path.of(spec.blobs()));
      Bundle version = bundle(store, spec.bundle());
      JobSpec job = job(spec, version, bundle(store, spec.frozen()).weights());
      Path jobFile = Path.of(spec.work()).resolve(JobSpec.FILE);
      Files.write(jobFile, Json.bytes(job));
      JobExit exit = train(jobFile);
      if (exit == JobExit.DONE) {
        ReplayResult result = compared(version, store, job);
        Files.write(Path.of(spec.work()).resolve(ReplayResult.FILE), Json.bytes(result));
      }
      return exit;
    } catch (IOException | RuntimeException e) {
      JobEnd end = Causes.end(e);
      errors.println(end.getMessage());
      return end.exit();
    }
  }

  private JobExit train(Path jobFile) {
    try (Kept kept = new Kept()) {
      return new Job(cancellation, lines, errors, kept).run(jobFile, understood -> {});
    }
  }

  static Bundle bundle(BlobStore store, Digest digest) throws IOException {
    return Bundle.parse(blob(store, digest.hex()));
  }

  static byte[] blob(BlobStore store, String digest) throws IOException {
    return store.read(BlobKind.BUNDLE, digest).orElseThrow(() -> missing(digest));
  }

  static JobEnd missing(String digest) {
    return JobEnd.badInput(
        "%s is not in the blob store. Is it the one that the trainer uses?".formatted(digest));
  }

  private static JobSpec job(ReplaySpec spec, Bundle version, String base) throws IOException {
    return new JobSpec(
        version.training(),
        version.model(),
        version.model(),
        new Digest(version.manifest()),
        recipe(version),
        base,
        null,
        null,
        Map.of(),
        null,
        store(spec).toString(),
        spec.work(),
        spec.home(),
        true);
  }

  /** A frozen candidate does not depend on the fine-tuning that came after it. */
  private static Recipe recipe(Bundle version) {
    Recipe.Parsed parsed = Recipe.parse(version.recipe());
    if (parsed instanceof Recipe.Valid valid) {
      return version.candidate().equals(Candidate.FROZEN)
          ? valid.recipe().frozenOnly()
          : valid.recipe();
    }
    throw JobEnd.badInput(
        "this program does not take the version's recipe: " + ((Recipe.Invalid) parsed).problem());
  }

  /** The images and manifests of the store that is replayed from, beside bundles of its own. */
  private static Path store(ReplaySpec spec) throws IOException {
    Path own = Path.of(spec.work()).resolve("blobs");
    Files.createDirectories(own);
    for (BlobKind kind : new BlobKind[] {BlobKind.IMAGE, BlobKind.MANIFEST}) {
      Path link = own.resolve(kind.folder());
      if (!Files.exists(link)) {
        Files.createSymbolicLink(
            link, Path.of(spec.blobs()).toAbsolutePath().resolve(kind.folder()));
      }
    }
    return own;
  }

  private static ReplayResult compared(Bundle version, BlobStore store, JobSpec job)
      throws IOException {
    JobResult result =
        Json.read(Files.readAllBytes(Path.of(job.work()).resolve(JobResult.FILE)), JobResult.class);
    Candidate candidate =
        result.candidates().stream()
            .filter(one -> one.kind().equals(version.candidate()))
            .findFirst()
            .orElseThrow();
    BlobStore own = new FolderBlobStore(Path.of(job.blobs()));
    Bundle replayed = bundle(own, candidate.bundle());
    double difference =
        largestDifference(
            HeadGraph.read(blob(store, version.head())),
            HeadGraph.read(blob(own, replayed.head())));
    boolean identical =
        version.head().equals(replayed.head()) && version.base().equals(replayed.base());
    return new ReplayResult(
        version.candidate(),
        new Digest(version.head()),
        candidate.head(),
        new Digest(version.base()),
        candidate.base(),
        difference,
        identical ? null : likelyCause(version, replayed, job.recipe()),
        result.seconds());
  }

  private static double largestDifference(Head one, Head other) {
    return Math.max(
        largestDifference(one.kernel(), other.kernel()),
        largestDifference(one.bias(), other.bias()));
  }

  private static double largestDifference(float[] one, float[] other) {
    double largest = 0;
    for (int i = 0; i < one.length; i++) {
      largest = Math.max(largest, Math.abs((double) one[i] - other[i]));
    }
    return largest;
  }

  private static String likelyCause(Bundle version, Bundle replayed, Recipe recipe) {
    if (!version.codeVersion().equals(replayed.codeVersion())) {
      return "another program: version %s trained it, this is %s"
          .formatted(version.codeVersion(), replayed.codeVersion());
    }
    return recipe.threads() > 0
        ? "another kind of CPU, or another build of the program"
        : "another number of cores (the recipe's threads are 0: as many as there are, here %d), or another kind of CPU"
            .formatted(Runtime.getRuntime().availableProcessors());
  }
}
