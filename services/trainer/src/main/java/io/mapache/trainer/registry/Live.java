package io.mapache.trainer.registry;

/**
 * What is known of a version's answers to the world. Requests that asked for the version by its
 * number are not in it.
 *
 * @param answered requests with an answer
 * @param failed requests that failed though the image was good
 * @param judged images that were answered and have a label that the version did not learn; an image
 *     that came many times is one
 * @param correct of those, how many were answered with the label
 */
public record Live(long answered, long failed, long judged, long correct) {

  public static final Live NONE = new Live(0, 0, 0, 0);

  public Share accuracy() {
    return new Share(correct, judged);
  }

  public Share wrong() {
    return new Share(judged - correct, judged);
  }

  public Share failures() {
    return new Share(failed, answered + failed);
  }

  public Live served(long moreAnswered, long moreFailed) {
    return new Live(answered + moreAnswered, failed + moreFailed, judged, correct);
  }

  public Live judged(boolean right) {
    return new Live(answered, failed, judged + 1, correct + (right ? 1 : 0));
  }

  /** A label was corrected. */
  public Live corrected(boolean before, boolean after) {
    return new Live(answered, failed, judged, correct + (after ? 1 : 0) - (before ? 1 : 0));
  }
}
