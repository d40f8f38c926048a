package io.mapache.blobs;

/** The sections of the store. */
public enum BlobKind {
  IMAGE("images", false),
  /** Bundles and the files that they refer to. */
  BUNDLE("bundles", false),
  /**
   * Stored zstd-compressed and named by the digest of the text: compressed bytes differ between
   * zstd versions, so they name nothing.
   */
  MANIFEST("manifests", true);

  private final String folder;
  private final boolean compressed;

  BlobKind(String folder, boolean compressed) {
    this.folder = folder;
    this.compressed = compressed;
  }

  /** Name of the folder of these blobs in a folder store. */
  public String folder() {
    return folder;
  }

  boolean compressed() {
    return compressed;
  }
}
