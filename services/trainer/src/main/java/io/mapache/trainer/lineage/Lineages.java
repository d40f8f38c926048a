package io.mapache.trainer.lineage;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.Topic;
import io.mapache.contracts.manifest.ManifestHeader;
import io.mapache.contracts.manifest.ManifestReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Tells where versions come from. */
public final class Lineages {

  /** Of {@code bundle.json}, the one field that no event has. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Weights(Digest weights) {}

  private final Ancestry ancestry;
  private final BlobStore blobs;

  public Lineages(Ancestry ancestry, BlobStore blobs) {
    this.ancestry = ancestry;
    this.blobs = blobs;
  }

  /** Empty for a version that nobody has registered. */
  public Optional<Lineage> of(String model, int version) throws IOException {
    Optional<Origin> origin = ancestry.of(model, version);
    return origin.isEmpty() ? Optional.empty() : Optional.of(of(origin.get()));
  }

  private Lineage of(Origin origin) throws IOException {
    List<Origin> line = ancestry.line(origin);
    return new Lineage(
        origin.model(),
        origin.version().number(),
        origin.version().bundle(),
        origin.version().candidate().kind(),
        origin.version().candidate().base(),
        origin.version().candidate().head(),
        weights(origin.version().bundle()),
        origin.training().id(),
        origin.training().request().recipe(),
        origin.start().dataset(),
        origin.manifest(),
        snapshot(origin.manifest()),
        parents(line),
        Optional.ofNullable(origin.start().champion()).map(this::ancestor).orElse(null));
  }

  /** The line, and after it the bundle that it began with, where nobody here knows that one. */
  private List<Lineage.Ancestor> parents(List<Origin> line) {
    return line.stream()
        .flatMap(member -> member.parent().stream())
        .distinct()
        .map(this::ancestor)
        .toList();
  }

  private Lineage.Ancestor ancestor(Digest bundle) {
    return ancestry
        .of(bundle)
        .map(Lineage.Ancestor::of)
        .orElseGet(() -> new Lineage.Ancestor(bundle, null, null, null, null));
  }

  private Digest weights(Digest bundle) throws IOException {
    return blobs
        .read(BlobKind.BUNDLE, bundle.hex())
        .map(json -> Json.read(json, Weights.class).weights())
        .orElse(null);
  }

  private Lineage.Snapshot snapshot(Digest manifest) throws IOException {
    Optional<InputStream> text = blobs.open(BlobKind.MANIFEST, manifest.hex());
    if (text.isEmpty()) {
      return null;
    }
    try (ManifestReader reader = new ManifestReader(text.get())) {
      ManifestHeader header = reader.header();
      return new Lineage.Snapshot(
          Topic.IMAGES.topicName(), header.offsets(), header.classes(), header.images());
    }
  }
}
