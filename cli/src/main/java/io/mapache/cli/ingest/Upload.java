package io.mapache.cli.ingest;

/** What became of one file. */
sealed interface Upload {

  /** Stored, and its event acknowledged. */
  record Stored() implements Upload {}

  /** The same bytes were there already, in this dataset or another. */
  record Duplicate() implements Upload {}

  /**
   * The door refused it; nothing of it is left there.
   *
   * @param reason a word of the closed vocabulary
   */
  record Refused(LabelledFile file, String reason, String detail) implements Upload {}
}
