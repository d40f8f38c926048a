package io.mapache.imaging;

/** What became of some bytes: a whole picture, or one reason why not. There is no third outcome. */
public sealed interface Decoded {

  /** Every pixel of the picture is there and undamaged. */
  record Image(Picture picture, Format format) implements Decoded {}

  /**
   * The sender has to change something.
   *
   * @param detail one English sentence for the sender: what was found, what was expected
   */
  record Refused(Reason reason, String detail) implements Decoded {}
}
