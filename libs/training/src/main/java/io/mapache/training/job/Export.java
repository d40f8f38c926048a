package io.mapache.training.job;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.ExportResult;
import io.mapache.contracts.training.ExportSpec;
import io.mapache.contracts.training.JobExit;
import io.mapache.models.bundle.Bundle;
import io.mapache.models.bundle.Golden;
import io.mapache.models.bundle.GoldenCheck;
import io.mapache.models.graph.JoinedGraph;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import io.mapache.training.bundle.GoldenPictures;
import io.mapache.training.features.FileDigests;
import io.mapache.training.process.JobEnd;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A version as one {@code model.onnx} for any other server: base and head joined, with labels,
 * digests and licence in its metadata. The file is there only if it answers to the bundle's golden
 * inputs, through ONNX Runtime, as the bundle says.
 */
public final class Export {

  private final PrintStream errors;

  /**
   * @param errors gets the sentence that says why there is no file, as its last line
   */
  public Export(PrintStream errors) {
    this.errors = errors;
  }

  /**
   * @param file {@code export.json}
   */
  public JobExit run(Path file) {
    try {
      ExportSpec spec = Json.read(Files.readAllBytes(file), ExportSpec.class);
      ExportResult result = export(spec);
      Files.write(Path.of(spec.work()).resolve(ExportResult.FILE), Json.bytes(result));
      return JobExit.DONE;
    } catch (IOException | RuntimeException e) {
      JobEnd end = Causes.end(e);
      errors.println(end.getMessage());
      return end.exit();
    }
  }

  private static ExportResult export(ExportSpec spec) throws IOException {
    BlobStore blobs = new FolderBlobStore(Path.of(spec.blobs()));
    Bundle bundle = Replay.bundle(blobs, spec.bundle());
    Golden golden = Golden.parse(Replay.blob(blobs, bundle.golden()));
    Path target = Path.of(spec.target());
    Path unchecked =
        target.resolveSibling(
            ".%s.%s.unchecked".formatted(target.getFileName(), spec.bundle().abbreviated()));
    unchecked.toFile().deleteOnExit(); // a process that is interrupted runs no finally
    try {
      JoinedGraph.write(
          file(blobs, bundle.base()),
          file(blobs, bundle.head()),
          metadata(spec, bundle),
          unchecked);
      GoldenCheck check = check(golden, unchecked, bundle.classes());
      Digest digest = new FileDigests().of(unchecked);
      Files.move(
          unchecked, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new ExportResult(
          target.toString(),
          Files.size(target),
          digest,
          bundle.classes(),
          bundle.signature().imageSize(),
          golden.examples().size(),
          check.largest());
    } finally {
      Files.deleteIfExists(unchecked);
    }
  }

  private static Path file(BlobStore blobs, String digest) throws IOException {
    Path file = blobs.file(BlobKind.BUNDLE, digest).orElseThrow(() -> Replay.missing(digest));
    if (!new FileDigests().of(file).hex().equals(digest)) {
      throw JobEnd.badInput(
          "%s is damaged: its content is not that of its name. Restore it, or train again."
              .formatted(file));
    }
    return file;
  }

  private static Map<String, String> metadata(ExportSpec spec, Bundle bundle) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put(Names.MODEL, spec.model());
    metadata.put(Names.VERSION, String.valueOf(spec.version()));
    metadata.put(Names.LABELS, Json.text(bundle.classes()));
    metadata.put(Names.IMAGE_SIZE, String.valueOf(bundle.signature().imageSize()));
    metadata.put(Names.TEMPERATURE, String.valueOf(bundle.temperature()));
    metadata.put(Names.BUNDLE_DIGEST, spec.bundle().hex());
    metadata.put(Names.BASE_DIGEST, bundle.base());
    metadata.put(Names.HEAD_DIGEST, bundle.head());
    metadata.put(Names.WEIGHTS_DIGEST, bundle.weights());
    metadata.put(Names.LICENSE, Names.LICENSE_OF_XCEPTION);
    return metadata;
  }

  private static GoldenCheck check(Golden golden, Path joined, List<String> classes) {
    List<Golden.Example> examples = golden.examples();
    try (BaseSession session =
        BaseSession.load(joined, Runtime.getRuntime().availableProcessors())) {
      FloatBuffer images = session.images(examples.size());
      examples.forEach(
          example -> images.put(GoldenPictures.pixels(example.png(), session.imageSize())));
      FloatBuffer probabilities = session.buffer(Names.PROBABILITIES, examples.size());
      session.compute(images, examples.size(), Map.of(Names.PROBABILITIES, probabilities));
      float[][] answers = new float[examples.size()][classes.size()];
      for (int i = 0; i < answers.length; i++) {
        probabilities.get(i * classes.size(), answers[i]);
      }
      GoldenCheck check = GoldenCheck.compare(golden, answers);
      if (!check.passed()) {
        throw JobEnd.broken("the joined graph does not answer as the version: " + check);
      }
      return check;
    }
  }
}
