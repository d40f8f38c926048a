package io.mapache.imaging;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/**
 * JPEG through the JDK's libjpeg, asked for raw samples: they are bit-equal to libjpeg-turbo's
 * accurate decoder. Which colours they are is decided here, by libjpeg's rules, because the JDK's
 * own guesses differ (4:4:4 without JFIF, CMYK, profiles that do not fit).
 */
final class Jpeg {

  private static final ImageReaderSpi LIBJPEG = ofTheJdk();

  private Jpeg() {}

  private static ImageReaderSpi ofTheJdk() {
    Iterator<ImageReaderSpi> readers =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
    while (readers.hasNext()) {
      ImageReaderSpi reader = readers.next();
      if (reader.getClass().getName().equals("com.sun.imageio.plugins.jpeg.JPEGImageReaderSpi")) {
        return reader;
      }
    }
    throw new IllegalStateException(
        "no JPEG reader of the JDK (expected: a full JDK 17 with module java.desktop)");
  }

  static Samples read(Bytes file) throws Refusal, IOException {
    JpegSegments segments = JpegSegments.of(file);
    Raster raster = decode(segments.essentials());
    JpegFrame frame = segments.frame();
    if (raster.getWidth() != frame.width() || raster.getNumBands() != frame.components()) {
      throw Refusal.corrupt("the picture is not what its header says");
    }
    byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
    segments.colours().toRgbOrInks(samples);
    return Samples.of(frame.width(), frame.height(), frame.components(), samples)
        .withProfile(segments.profile())
        .withOrientation(segments.orientation());
  }

  private static Raster decode(byte[] jpeg) throws Refusal, IOException {
    LibjpegWarnings warnings = new LibjpegWarnings();
    ImageReader reader = LIBJPEG.createReaderInstance();
    try (ImageInputStream stream = new ByteArrayImageInputStream(jpeg)) {
      reader.addIIOReadWarningListener(warnings);
      reader.setInput(stream, true, true);
      Raster raster = reader.readRaster(0, null);
      warnings.refuseUnlessWhole();
      return raster;
    } finally {
      reader.dispose();
    }
  }
}
