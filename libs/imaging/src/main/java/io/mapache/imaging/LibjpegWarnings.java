package io.mapache.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/**
 * What libjpeg says while it fills holes. Needless bytes before a marker leave the pixels whole;
 * the warnings named here do not. It tells of the first warning of a picture only, so one of the
 * harmless kind can hide another. Source: libjpeg, {@code jerror.h}, {@code JWRN_*}.
 */
final class LibjpegWarnings implements IIOReadWarningListener {

  private static final List<String> PIXELS_MISSING = List.of("premature end");

  private static final List<String> PIXELS_DAMAGED =
      List.of("bad huffman code", "instead of rst", "inconsistent progression", "invalid sos");

  private final List<String> heard = new ArrayList<>();

  @Override
  public void warningOccurred(ImageReader source, String warning) {
    heard.add(warning.toLowerCase(Locale.ROOT));
  }

  void refuseUnlessWhole() throws Refusal {
    for (String warning : heard) {
      if (PIXELS_MISSING.stream().anyMatch(warning::contains)) {
        throw Refusal.truncated("the JPEG decoder says: " + warning);
      }
      if (PIXELS_DAMAGED.stream().anyMatch(warning::contains)) {
        throw Refusal.corrupt("the JPEG decoder says: " + warning);
      }
    }
  }
}
