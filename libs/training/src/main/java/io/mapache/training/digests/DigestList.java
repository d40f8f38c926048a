package io.mapache.training.digests;

import io.mapache.contracts.Digest;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.RandomAccess;

/**
 * Digests in 32 bytes each, where an object of its own takes 140: a million in 32 MB. Grows at the
 * end alone, without copying what it has. A {@link Digest} is made when one is asked for. Not
 * thread-safe while it grows.
 */
public final class DigestList extends AbstractList<Digest> implements RandomAccess {

  /** Of one digest. */
  public static final int BYTES = 32;

  private static final int PER_CHUNK = 1 << 10;

  private final List<byte[]> chunks = new ArrayList<>();
  private int size;

  /** The bytes that a digest is kept as. */
  static byte[] bytes(Digest digest) {
    return HexFormat.of().parseHex(digest.hex());
  }

  @Override
  public boolean add(Digest digest) {
    add(ByteBuffer.wrap(bytes(digest)));
    return true;
  }

  /** Adds the digest at the buffer's position, which moves on. */
  void add(ByteBuffer digests) {
    if (size == chunks.size() * PER_CHUNK) {
      chunks.add(new byte[PER_CHUNK * BYTES]);
    }
    digests.get(chunks.get(size / PER_CHUNK), size % PER_CHUNK * BYTES, BYTES);
    size++;
  }

  @Override
  public Digest get(int at) {
    ByteBuffer bytes = view(at);
    int from = bytes.position();
    return new Digest(HexFormat.of().formatHex(bytes.array(), from, from + BYTES));
  }

  /** The 32 bytes of one, not copied: {@code view(at)} equals the buffer of an equal digest. */
  ByteBuffer view(int at) {
    if (at < 0 || at >= size) {
      throw new IndexOutOfBoundsException("digest " + at + " of " + size);
    }
    return ByteBuffer.wrap(chunks.get(at / PER_CHUNK), at % PER_CHUNK * BYTES, BYTES);
  }

  @Override
  public int size() {
    return size;
  }
}
