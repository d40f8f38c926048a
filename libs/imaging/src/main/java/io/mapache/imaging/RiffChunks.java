package io.mapache.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The chunks of a RIFF file, or of a chunk that holds chunks. */
final class RiffChunks {

  private record Chunk(String name, Bytes body, boolean whole) {}

  private final List<Chunk> chunks = new ArrayList<>();

  private RiffChunks() {}

  /**
   * @param bytes little-endian, from the first chunk on; a chunk cut off at the end is kept as cut
   */
  static RiffChunks in(Bytes bytes) throws Refusal {
    RiffChunks found = new RiffChunks();
    long at = 0;
    while (bytes.holds(at, 8)) {
      long length = bytes.u32(at + 4);
      long there = Math.min(length, bytes.length() - at - 8);
      found.chunks.add(new Chunk(bytes.ascii(at, 4), bytes.slice(at + 8, there), there == length));
      at += 8 + length + length % 2;
    }
    return found;
  }

  /** Of the picture itself, so it has to be whole. */
  Optional<Bytes> first(String name) throws Refusal {
    for (Chunk chunk : chunks) {
      if (chunk.name.equals(name)) {
        if (!chunk.whole) {
          throw Refusal.truncated("the data ends inside of chunk " + name);
        }
        return Optional.of(chunk.body);
      }
    }
    return Optional.empty();
  }

  /** Something that rides along: empty if it is not there or not whole. */
  byte[] extra(String name) {
    for (Chunk chunk : chunks) {
      if (chunk.name.equals(name) && chunk.whole) {
        return chunk.body.copy();
      }
    }
    return new byte[0];
  }
}
