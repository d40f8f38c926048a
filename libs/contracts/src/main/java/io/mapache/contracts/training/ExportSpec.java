package io.mapache.contracts.training;

import io.mapache.contracts.Digest;

/**
 * {@code export.json}: which version is to become one file for other servers, and where.
 *
 * @param version of the model; both are written into the file
 * @param bundle of the version
 * @param blobs as in {@link JobSpec}; read, never written
 * @param work folder of this export alone, for its {@link ExportResult}
 * @param target the file; one that is there is replaced
 */
public record ExportSpec(
    String model, int version, Digest bundle, String blobs, String work, String target) {

  /** Name of the file that the export reads, in its work folder. */
  public static final String FILE = "export.json";
}
