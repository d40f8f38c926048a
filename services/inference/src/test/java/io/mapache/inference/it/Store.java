package io.mapache.inference.it;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Digest;
import io.mapache.inference.TinyModels;
import io.mapache.models.Head;
import io.mapache.models.graph.Attribute;
import io.mapache.models.graph.Graph;
import io.mapache.models.graph.HeadGraph;
import io.mapache.models.graph.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    Graph graph = new Graph("base");
    String image = graph.input(Names.IMAGE, TinyModels.SIZE, TinyModels.SIZE, 3);
    graph.node("Identity", Names.ACTIVATION, List.of(image));
    String means =
        graph.node(
            "ReduceMean",
            "means",
            List.of(image),
            Attribute.numbers("axes", 1, 2),
            Attribute.number("keepdims", 0));
    float scale = factor / 255;
    String factors =
        graph.tensor("factors", new float[] {scale, 0, 0, 0, scale, 0, 0, 0, scale}, 3, 3);
    graph.node("MatMul", Names.FEATURES, List.of(means, factors));
    graph.output(Names.FEATURES, 3);
    graph.output(Names.ACTIVATION, TinyModels.SIZE, TinyModels.SIZE, 3);
    Path file = folder.resolve("base.onnx");
    graph.write(file);
    return new Digest(blobs.put(BlobKind.BUNDLE, file).digest());
  }
}
