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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Bundles in the blob store. */
public final class BlobModelSource implements ModelSource {

  private static final String BASE = "base.onnx";

  private final BlobStore blobs;

  public BlobModelSource(BlobStore blobs) {
    this.blobs = blobs;
  }

  @Override
  public Bundle bundle(Digest digest) throws RefusedException {
    return read("bundle.json", digest.hex(), Bundle::parse);
  }

  @Override
  public Parcel parcel(Bundle bundle) throws RefusedException {
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

  @Override
  public long size(Digest base) throws RefusedException {
    try {
      return Files.size(base(base));
    } catch (IOException e) {
      throw unreadable(BASE, base.hex(), e);
    }
  }

  @Override
  public Path base(Digest base) throws RefusedException {
    try {
      return found(BASE, base.hex(), blobs.file(BlobKind.BUNDLE, base.hex()));
    } catch (IOException e) {
      throw unreadable(BASE, base.hex(), e);
    }
  }

  @Override
  public void check(Digest base) throws RefusedException {
    try (InputStream content = found(BASE, base.hex(), blobs.open(BlobKind.BUNDLE, base.hex()))) {
      content.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw unreadable(BASE, base.hex(), e);
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
                    .formatted(what, digest)));
  }

  private static RefusedException unreadable(String what, String digest, IOException e) {
    return RefusedException.forNow(
        "its %s (%s) cannot be read: %s".formatted(what, digest, e.getMessage()), e);
  }

  private interface Format<T> {
    T parse(byte[] content) throws IOException;
  }
}
