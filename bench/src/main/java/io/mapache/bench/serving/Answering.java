package io.mapache.bench.serving;

/** Answers pictures, which it knows by number. For one caller at a time. */
interface Answering {

  /** Pictures that a call may take. */
  int atOnce();

  /** Blocks until pictures {@code first} to {@code first + count} are answered, round and round. */
  Reply answer(int first, int count);

  /**
   * The same for all pictures of a call.
   *
   * @param status of HTTP, or {@link Answer#NO_ANSWER}
   * @param version 0 if unknown
   */
  record Reply(int status, int version) {}
}
