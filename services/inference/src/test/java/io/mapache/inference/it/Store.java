package io.mapache.inference.it;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Digest;
import io.mapache.inference.TinyModels;
import io.mapache.models.Head;
import io.mapache.models.graph.HeadGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A blob store with tiny but real bundles: what {@link TinyModels} says, as ONNX. */
final class Store {

  private final Path folder;
  private final FolderBlobStore blobs;

  Store(Path folder) {
    this.folder = folder;
    this.blobs = new FolderBlobStore(folder);
  }

  /** A good bundle. */
  Digest bundle(float factor, Head head) throws IOException {
    return bundle(base(factor), head, TinyModels.golden(factor, head).toJson());
  }

  /** A bundle whose golden answers are those of another head. */
  Digest mismatched(float factor, Head head, Head other) throws IOException {
    return bundle(base(factor), head, TinyModels.golden(factor, other).toJson());
  }

  /** A good bundle whose base is then damaged on the disk; the base is used by no other bundle. */
  Digest damaged(float factor, Head head) throws IOException {
    Digest base = base(factor);
    Digest bundle = bundle(base, head, TinyModels.golden(factor, head).toJson());
    Path file = blobs.file(BlobKind.BUNDLE, base.hex()).orElseThrow();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    return bundle;
  }

  private Digest bundle(Digest base, Head head, byte[] golden) throws IOException {
    Digest headBlob = put(HeadGraph.bytes(head, Map.of()));
    return put(TinyModels.bundle(base, headBlob, put(golden), TinyModels.SIZE).toJson());
  }

  /** An image as ingest stores it. */
  Digest image(byte[] content) throws IOException {
    return new Digest(blobs.put(BlobKind.IMAGE, content).digest());
  }

  private Digest put(byte[] content) throws IOException {
    return new Digest(blobs.put(BlobKind.BUNDLE, content).digest());
  }

  private Digest base(float factor) throws IOException {
    Path file = folder.resolve("base.onnx");
    TinyModels.writeBase(factor, file);
    return new Digest(blobs.put(BlobKind.BUNDLE, file).digest());
  }
}
