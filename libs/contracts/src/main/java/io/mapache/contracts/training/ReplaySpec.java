package io.mapache.contracts.training;

import io.mapache.contracts.Digest;

/**
 * {@code replay.json}: which version is to be trained again, and where.
 *
 * @param bundle of the version
 * @param frozen bundle of the frozen candidate of the same training: its base is what that training
 *     started from; equal to {@code bundle} for a frozen version
 * @param blobs as in {@link JobSpec}; read, never written
 * @param work folder of this replay alone
 * @param home as in {@link JobSpec}
 */
public record ReplaySpec(Digest bundle, Digest frozen, String blobs, String work, String home) {

  /** Name of the file that the replay reads, in its work folder. */
  public static final String FILE = "replay.json";
}
