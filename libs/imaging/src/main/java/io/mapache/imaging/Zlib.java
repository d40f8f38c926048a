package io.mapache.imaging;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** One zlib stream lying in several pieces of a file, inflated only as far as asked. */
final class Zlib implements AutoCloseable {

  private final Inflater inflater = new Inflater();
  private final List<Bytes> pieces;
  private int next;

  Zlib(List<Bytes> pieces) {
    this.pieces = pieces;
  }

  /** Fills the array up to the end, or refuses. */
  void read(byte[] into, int from) throws Refusal {
    int at = from;
    while (at < into.length) {
      int count = some(into, at);
      if (count < 0) {
        throw Refusal.truncated("the compressed data ends before the last row");
      }
      at += count;
    }
  }

  /**
   * Everything, or nothing if it is broken or longer than the limit: for what rides along with a
   * picture.
   */
  static byte[] upTo(int limit, Bytes compressed) {
    try (Zlib stream = new Zlib(List.of(compressed))) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = stream.some(buffer, 0); n >= 0; n = stream.some(buffer, 0)) {
        all.write(buffer, 0, n);
        if (all.size() > limit) {
          return new byte[0];
        }
      }
      return all.toByteArray();
    } catch (Refusal broken) {
      return new byte[0];
    }
  }

  /** The number of bytes inflated, -1 at the end of the stream or of the pieces. */
  private int some(byte[] into, int at) throws Refusal {
    try {
      while (true) {
        int count = inflater.inflate(into, at, into.length - at);
        if (count > 0) {
          return count;
        }
        if (inflater.finished()) {
          return -1;
        }
        if (inflater.needsDictionary()) {
          throw Refusal.corrupt("the compressed data asks for a dictionary");
        }
        if (next == pieces.size()) {
          return -1;
        }
        Bytes piece = pieces.get(next++);
        inflater.setInput(piece.array(), piece.offset(), piece.length());
      }
    } catch (DataFormatException e) {
      throw Refusal.corrupt("the compressed data is damaged: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
