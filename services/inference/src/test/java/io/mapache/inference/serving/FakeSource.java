package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import io.mapache.models.bundle.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Bundles by their digest, and bases that all weigh the same. */
public final class FakeSource implements ModelSource {

  /** Bytes of a base's file. */
  static final int WEIGHT = 1_000_000;

  private final Map<Digest, Parcel> parcels = new HashMap<>();
  private final Map<Bundle, Parcel> byBundle = new IdentityHashMap<>();
  private final Set<Digest> damaged = new HashSet<>();
  private int parcelsRead;

  public void has(Digest digest, Parcel parcel) {
    Bundle bundle = copy(parcel.bundle());
    Parcel own = new Parcel(bundle, parcel.head(), parcel.golden(), parcel.centroids());
    parcels.put(digest, own);
    byBundle.put(bundle, own);
  }

  private static Bundle copy(Bundle bundle) {
    try {
      return Bundle.parse(bundle.toJson());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The base's file is not what its digest says. */
  void damage(Digest base) {
    damaged.add(base);
  }

  /** How often a head and what belongs to it was read. */
  int parcelsRead() {
    return parcelsRead;
  }

  @Override
  public Bundle bundle(Digest digest) throws RefusedException {
    Parcel parcel = parcels.get(digest);
    if (parcel == null) {
      throw RefusedException.forNow("no blob " + digest);
    }
    return parcel.bundle();
  }

  @Override
  public Parcel parcel(Bundle bundle) {
    parcelsRead++;
    return byBundle.get(bundle);
  }

  @Override
  public long size(Digest base) {
    return WEIGHT;
  }

  @Override
  public Path base(Digest base) {
    return Path.of(base.abbreviated());
  }

  @Override
  public void check(Digest base) throws RefusedException {
    if (damaged.contains(base)) {
      throw RefusedException.forNow("base.onnx is damaged");
    }
  }
}
