package io.mapache.imaging;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/**
 * The first page of a TIFF. The directory is checked here and handed on alone, so that the reader
 * behind sees neither further pages nor tags that make it allocate.
 */
final class Tiff {

  private static final ImageReaderSpi PAGES = new TIFFImageReaderSpi();

  private Tiff() {}

  static Samples read(Bytes file) throws Refusal, IOException {
    TiffDirectory directory = TiffDirectory.first(file);
    TiffPage page = TiffPage.of(directory, file.length());
    Samples samples = DecodedImage.samples(decode(directory.alone()));
    if (samples.width() != page.width() || samples.height() != page.height()) {
      throw Refusal.corrupt("the page is not what its directory says");
    }
    return withMeantAlpha(samples, page.alpha())
        .withProfile(directory.bytes(TiffDirectory.PROFILE))
        .withOrientation(Orientation.of((int) directory.value(TiffDirectory.ORIENTATION, 1)));
  }

  /** The reader takes any further sample for alpha, and for straight. */
  private static Samples withMeantAlpha(Samples samples, TiffPage.Alpha meant) {
    return switch (meant) {
      case NONE -> samples.withAlpha(new byte[0]);
      case STRAIGHT -> samples;
      case PREMULTIPLIED -> samples.unmultiplied();
    };
  }

  private static BufferedImage decode(byte[] tiff) throws Refusal, IOException {
    LibjpegWarnings warnings = new LibjpegWarnings();
    ImageReader reader = PAGES.createReaderInstance();
    try (ImageInputStream stream = new ByteArrayImageInputStream(tiff)) {
      reader.addIIOReadWarningListener(warnings);
      reader.setInput(stream, true, true);
      BufferedImage page = reader.read(0);
      warnings.refuseUnlessWhole();
      return page;
    } finally {
      reader.dispose();
    }
  }
}
