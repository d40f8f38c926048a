package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Bundles by their digest. */
public final class FakeSource implements ModelSource {

  private final Map<Digest, Parcel> parcels = new HashMap<>();

  public void has(Digest bundle, Parcel parcel) {
    parcels.put(bundle, parcel);
  }

  @Override
  public Parcel fetch(Digest bundle) throws RefusedException {
    Parcel parcel = parcels.get(bundle);
    if (parcel == null) {
      throw RefusedException.forNow("no blob " + bundle, null);
    }
    return parcel;
  }

  @Override
  public Path base(Digest base) {
    return Path.of(base.abbreviated());
  }
}
