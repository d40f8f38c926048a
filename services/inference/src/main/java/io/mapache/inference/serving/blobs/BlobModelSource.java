package io.mapache.inference.serving.blobs;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.contracts.Digest;
import io.mapache.inference.serving.ModelSource;
import io.mapache.inference.serving.Parcel;
import io.mapache.inference.serving.RefusedException;
import io.mapache.models.Centroids;
import io.mapache.models.bundle.Bundle;
import io.mapache.models.bundle.Golden;
import io.mapache.models.graph.HeadGraph;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Bundles in the blob store. */
public final class BlobModelSource implements ModelSource {

  private final BlobStore blobs;

  public BlobModelSource(BlobStore blobs) {
    this.blobs = blobs;
  }

  @Override
  public Parcel fetch(Digest digest) throws RefusedException {
    Bundle bundle = read("bundle.json", digest.hex(), Bundle::parse);
    return new Parcel(
        bundle,
        read("head.onnx", bundle.head(), HeadGraph::read),
        read("golden.json", bundle.golden(), Golden::parse),
        centroids(bundle));
  }

  private Optional<Centroids> centroids(Bundle bundle) throws RefusedException {
    if (bundle.novelty() == null) {
      return Optional.empty();
    }
    int classes = bundle.classes().size();
    return Optional.of(
        read(
            "centroids",
            bundle.novelty().centroids(),
            content -> Centroids.parse(classes, content)));
  }

  /** Reads the file once to check its digest: ONNX Runtime would run a damaged one. */
  @Override
  public Path base(Digest base) throws RefusedException {
    String what = "base.onnx";
    try (InputStream content = found(what, base.hex(), blobs.open(BlobKind.BUNDLE, base.hex()))) {
      content.transferTo(OutputStream.nullOutputStream());
      return found(what, base.hex(), blobs.file(BlobKind.BUNDLE, base.hex()));
    } catch (IOException e) {
      throw unreadable(what, base.hex(), e);
    }
  }

  private <T> T read(String what, String digest, Format<T> format) throws RefusedException {
    byte[] content;
    try {
      content = found(what, digest, blobs.read(BlobKind.BUNDLE, digest));
    } catch (IOException e) {
      throw unreadable(what, digest, e);
    }
    try {
      return format.parse(content);
    } catch (IOException | RuntimeException e) {
      throw RefusedException.forGood(
          "its %s (%s) is not what it should be: %s".formatted(what, digest, e.getMessage()), e);
    }
  }

  private static <T> T found(String what, String digest, Optional<T> content)
      throws RefusedException {
    return content.orElseThrow(
        () ->
            RefusedException.forNow(
                "its %s is not in the blob store: no blob %s. MAPACHE_BLOBS has to name the store of the trainer."
                    .formatted(what, digest),
                null));
  }

  private static RefusedException unreadable(String what, String digest, IOException e) {
    return RefusedException.forNow(
        "its %s (%s) cannot be read: %s".formatted(what, digest, e.getMessage()), e);
  }

  private interface Format<T> {
    T parse(byte[] content) throws IOException;
  }
}
