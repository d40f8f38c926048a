package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import io.mapache.models.Head;
import io.mapache.models.bundle.Bundle;
import io.mapache.models.bundle.Golden;

/** A bundle and all that it refers to, but for the base, which may be open already. */
public record Parcel(Bundle bundle, Head head, Golden golden) {

  Facts facts() {
    return new Facts(new Digest(bundle.base()), bundle.classes(), bundle.signature().imageSize());
  }
}
