package io.mapache.ingest.upload;

import io.mapache.contracts.Digest;
import io.mapache.imaging.Reason;

/** What became of an upload. */
public sealed interface Intake {

  /** For a metric or a log: {@code stored}, {@code duplicate}, {@code refused}, … */
  String outcome();

  /** The image's reason, {@code none} where it is not the image's fault. */
  default String reason() {
    return "none";
  }

  <A> A answer(Answers<A> answers);

  /** One answer for each outcome; a new outcome does not compile until it has one. */
  interface Answers<A> {
    A accepted(Accepted accepted);

    A refused(Refused refused);

    A oversized(Oversized oversized);

    A unavailable(Unavailable unavailable);
  }

  /**
   * The bytes are durable and the event is acknowledged.
   *
   * @param existed the same bytes were there before; the event was published all the same, for the
   *     image may have joined another dataset or got another label
   */
  record Accepted(Digest digest, boolean existed, ImageFacts facts) implements Intake {
    @Override
    public String outcome() {
      return existed ? "duplicate" : "stored";
    }

    @Override
    public <A> A answer(Answers<A> answers) {
      return answers.accepted(this);
    }
  }

  /** Not a whole picture; nothing is left of it. */
  record Refused(Reason why, String detail) implements Intake {
    @Override
    public String outcome() {
      return "refused";
    }

    @Override
    public String reason() {
      return why.code();
    }

    @Override
    public <A> A answer(Answers<A> answers) {
      return answers.refused(this);
    }
  }

  /** The file has more bytes than are taken; nothing is left of it. */
  record Oversized(long limit) implements Intake {
    @Override
    public String outcome() {
      return "refused";
    }

    @Override
    public String reason() {
      return Reason.TOO_LARGE.code();
    }

    @Override
    public <A> A answer(Answers<A> answers) {
      return answers.oversized(this);
    }
  }

  /**
   * Our fault, and it is not known whether the event was written: sending the same again is right,
   * and makes no second image.
   */
  record Unavailable(String detail) implements Intake {
    @Override
    public String outcome() {
      return "unavailable";
    }

    @Override
    public <A> A answer(Answers<A> answers) {
      return answers.unavailable(this);
    }
  }
}
