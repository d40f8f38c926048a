package io.mapache.bench;

import io.mapache.contracts.dataset.Split;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Places an image by {@code u}, the CRC-32 of its file name (without folder) as a share of 2^32:
 * train below {@code train}, validation below {@code validation}, else test. Any language has it,
 * so that runs of others can use the same splits.
 */
record SplitRule(double train, double validation) {

  static final SplitRule COMMON = new SplitRule(0.70, 0.85);

  Split of(String fileName) {
    CRC32 crc = new CRC32();
    crc.update(fileName.getBytes(StandardCharsets.UTF_8));
    double u = crc.getValue() / 0x1p32;
    return u < train ? Split.TRAIN : u < validation ? Split.VALIDATION : Split.TEST;
  }
}
