package io.mapache.imaging;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    return (page.premultiplied() ? samples.unmultiplied() : samples)
        .withProfile(directory.bytes(TiffDirectory.PROFILE))
        .withOrientation(Orientation.of((int) directory.value(TiffDirectory.ORIENTATION, 1)));
  }

  private static BufferedImage decode(byte[] tiff) throws Refusal, IOException {
    List<String> warnings = new ArrayList<>();
    ImageReader reader = PAGES.createReaderInstance();
    try (ImageInputStream stream = new ByteArrayImageInputStream(tiff)) {
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(stream, true, true);
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }
}
