package io.mapache.bench.serving;

/**
 * An image as a server wants it.
 *
 * @param headers each with its end of line
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Message(String headers, byte[] body) {}
