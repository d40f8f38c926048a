package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import java.nio.file.Path;

/** Where the content of bundles comes from; all of it is checked against its digest. */
public interface ModelSource {

  /**
   * @throws RefusedException if a part is missing, damaged, or not what it should be
   */
  Parcel fetch(Digest bundle) throws RefusedException;

  /**
   * A file with {@code base.onnx}, to be read and left where it is.
   *
   * @throws RefusedException as for {@link #fetch}
   */
  Path base(Digest base) throws RefusedException;
}
