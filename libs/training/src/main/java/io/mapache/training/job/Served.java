package io.mapache.training.job;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.contracts.Digest;
import io.mapache.models.Head;
import io.mapache.models.bundle.Bundle;
import io.mapache.models.graph.HeadGraph;
import io.mapache.training.features.BaseFiles.BaseFile;
import io.mapache.training.process.JobEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A published model, read back out of the blob store: what is served answers here. */
record Served(Bundle bundle, BaseFile base, Head head) {

  /**
   * @throws JobEnd as bad input if the bundle, or a file that it names, is not there or damaged
   */
  static Served read(BlobStore blobs, Digest bundleDigest) throws IOException {
    try {
      Bundle bundle = Bundle.parse(blob(blobs, bundleDigest.hex(), bundleDigest));
      Head head = HeadGraph.read(blob(blobs, bundle.head(), bundleDigest));
      Path base =
          blobs
              .file(BlobKind.BUNDLE, bundle.base())
              .orElseThrow(() -> missing(bundle.base(), bundleDigest));
      return new Served(bundle, new BaseFile(base, new Digest(bundle.base())), head);
    } catch (IOException | IllegalArgumentException e) {
      throw JobEnd.badInput("bundle %s: %s".formatted(bundleDigest, e.getMessage()), e);
    }
  }

  List<String> classes() {
    return bundle.classes();
  }

  Digest manifest() {
    return new Digest(bundle.manifest());
  }

  private static byte[] blob(BlobStore blobs, String digest, Digest bundle) throws IOException {
    return blobs.read(BlobKind.BUNDLE, digest).orElseThrow(() -> missing(digest, bundle));
  }

  private static JobEnd missing(String digest, Digest bundle) {
    return JobEnd.badInput(
        "bundle %s: blob %s is not in the blob store. Restore it, or train without this champion."
            .formatted(bundle, digest));
  }
}
