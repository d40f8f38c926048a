package io.mapache.training.digests;

import io.mapache.contracts.Digest;
import java.nio.ByteBuffer;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * At which place each of many digests is: the first added at 0. An open-addressing table of places
 * in front of the digests, 40 to 50 bytes each and no object. A SHA-256 is as good as random, so
 * its first bytes are the hash. Not thread-safe.
 */
public final class DigestIndex {

  private static final int SMALLEST = 1 << 8;

  private final DigestList digests = new DigestList();

  /** Place + 1, or 0; a power of two, at most two thirds full. */
  private int[] slots = new int[SMALLEST];

  /** Makes room at once for what is about to come. */
  private void expect(int more) {
    long needed = digests.size() + (long) more;
    int length = slots.length;
    while (needed * 3 > length * 2L) {
      length = Math.multiplyExact(length, 2);
    }
    if (length > slots.length) {
      slots = new int[length];
      for (int place = 0; place < digests.size(); place++) {
        enter(place);
      }
    }
  }

  /** The place of a digest, or -1. */
  public int place(Digest digest) {
    return slots[slot(ByteBuffer.wrap(DigestList.bytes(digest)))] - 1;
  }

  /**
   * Adds a digest at the next place, unless it is here.
   *
   * @return whether it was added
   */
  public boolean add(Digest digest) {
    ByteBuffer bytes = ByteBuffer.wrap(DigestList.bytes(digest));
    boolean added = slots[slot(bytes)] == 0;
    if (added) {
      addAll(bytes);
    }
    return added;
  }

  /**
   * Adds digests that lie one behind the other, from the buffer's position to its limit, a place
   * each. One that is here already is found at its first place.
   */
  public void addAll(ByteBuffer packed) {
    expect(packed.remaining() / DigestList.BYTES);
    while (packed.hasRemaining()) {
      digests.add(packed);
      enter(digests.size() - 1);
    }
  }

  private void enter(int place) {
    int slot = slot(digests.view(place));
    if (slots[slot] == 0) {
      slots[slot] = place + 1;
    }
  }

  /** Where the digest is, or the free slot where it belongs. */
  private int slot(ByteBuffer digest) {
    int slot = digest.getInt(digest.position()) & (slots.length - 1);
    while (slots[slot] > 0 && !digests.view(slots[slot] - 1).equals(digest)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  /** A copy of all digests by place, one behind the other, from position 0 to the limit. */
  public ByteBuffer packed() {
    ByteBuffer packed = ByteBuffer.allocate(Math.multiplyExact(digests.size(), DigestList.BYTES));
    for (int place = 0; place < digests.size(); place++) {
      packed.put(digests.view(place));
    }
    return packed.flip();
  }

  /** All digests by place. A view. */
  public List<Digest> digests() {
    return Collections.unmodifiableList(digests);
  }

  /** The same digests as a set. A view. */
  public Set<Digest> asSet() {
    return new AbstractSet<>() {
      @Override
      public boolean contains(Object other) {
        return other instanceof Digest digest && place(digest) >= 0;
      }

      @Override
      public Iterator<Digest> iterator() {
        return digests().iterator();
      }

      @Override
      public int size() {
        return digests.size();
      }
    };
  }

  public int size() {
    return digests.size();
  }
}
