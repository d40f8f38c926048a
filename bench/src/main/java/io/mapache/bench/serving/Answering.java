package io.mapache.bench.serving;

/** Answers pictures, which it knows by number. For one caller at a time. */
interface Answering {

  /** Pictures that a call may take. */
  int atOnce();

  /** Blocks until pictures {@code first} to {@code first + count} are answered, round and round. */
  Reply answer(int first, int count);

  /** The same for all pictures of a call. May only be read when asked, so ask the clock before. */
  interface Reply {

    /** Of HTTP, or {@link Answer#NO_ANSWER}. */
    int status();

    /** 0 if unknown. */
    int version();

    static Reply of(int status, int version) {
      return new Known(status, version);
    }
  }

  /** One that needs no reading. */
  record Known(int status, int version) implements Reply {}
}
