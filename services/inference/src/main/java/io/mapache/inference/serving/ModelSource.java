package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import io.mapache.models.bundle.Bundle;
import java.nio.file.Path;

/** Where the content of bundles comes from. Any number of threads. */
public interface ModelSource {

  /**
   * @throws RefusedException if it is missing, damaged, or not what it should be
   */
  Bundle bundle(Digest digest) throws RefusedException;

  /**
   * All that the bundle refers to, but for the base.
   *
   * @throws RefusedException as for {@link #bundle}
   */
  Parcel parcel(Bundle bundle) throws RefusedException;

  /**
   * Bytes of {@code base.onnx}.
   *
   * @throws RefusedException if there is none
   */
  long size(Digest base) throws RefusedException;

  /**
   * A file with {@code base.onnx}, to be read and left where it is; not checked yet.
   *
   * @throws RefusedException if there is none
   */
  Path base(Digest base) throws RefusedException;

  /**
   * Checks that file against its digest: ONNX Runtime would run a damaged one.
   *
   * @throws RefusedException if it is damaged, or gone
   */
  void check(Digest base) throws RefusedException;
}
