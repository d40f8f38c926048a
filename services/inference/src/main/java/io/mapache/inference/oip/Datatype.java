package io.mapache.inference.oip;

import java.util.Optional;
import java.util.stream.Stream;

/** Types of elements that are read or written here; the protocol knows more. */
public enum Datatype {
  /** Little-endian in binary. */
  FP32,
  UINT8,
  /** Of any length: base64 in JSON, after a length of 4 bytes, little-endian, in binary. */
  BYTES;

  static Optional<Datatype> of(String name) {
    return Stream.of(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
