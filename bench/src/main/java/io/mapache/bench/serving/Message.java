package io.mapache.bench.serving;

import java.nio.charset.StandardCharsets;

/**
 * An image as a server wants it, ready to be sent: all of a request but its first lines.
 *
 * @param bytes the other headers, an empty line, the body
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Message(byte[] bytes) {

  static final Message EMPTY = of("", new byte[0]);

  /**
   * @param headers each with its end of line
   */
  static Message of(String headers, byte[] body) {
    byte[] head =
        (headers + "Content-Length: " + body.length + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = new byte[head.length + body.length];
    System.arraycopy(head, 0, bytes, 0, head.length);
    System.arraycopy(body, 0, bytes, head.length, body.length);
    return new Message(bytes);
  }
}
