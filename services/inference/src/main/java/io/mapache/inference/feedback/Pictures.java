package io.mapache.inference.feedback;

import io.mapache.contracts.Digest;
import java.io.IOException;
import java.util.Optional;

/** The bytes of captured images. */
@FunctionalInterface
public interface Pictures {

  /**
   * @throws IOException if the store does not answer, or has other bytes than the digest's
   */
  Optional<byte[]> read(Digest image) throws IOException;
}
