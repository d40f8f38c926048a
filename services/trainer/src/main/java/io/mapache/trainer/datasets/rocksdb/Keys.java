package io.mapache.trainer.datasets.rocksdb;

import io.mapache.contracts.Digest;
import io.mapache.trainer.datasets.ImageKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key is the dataset's name, a zero byte, and the 32 bytes of the digest: the order of keys is
 * the order of datasets (names hold no zero), and in them of digests.
 */
final class Keys {

  private static final int DIGEST = 32;

  private Keys() {}

  static byte[] of(ImageKey key) {
    byte[] prefix = prefix(key.dataset());
    byte[] whole = Arrays.copyOf(prefix, prefix.length + DIGEST);
    byte[] digest = HexFormat.of().parseHex(key.digest().hex());
    System.arraycopy(digest, 0, whole, prefix.length, DIGEST);
    return whole;
  }

  static byte[] prefix(String dataset) {
    byte[] name = dataset.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(name, name.length + 1);
  }

  static ImageKey parse(byte[] key) {
    int name = key.length - DIGEST - 1;
    return new ImageKey(
        new String(key, 0, name, StandardCharsets.UTF_8),
        new Digest(HexFormat.of().formatHex(key, name + 1, key.length)));
  }
}
