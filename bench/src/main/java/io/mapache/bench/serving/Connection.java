package io.mapache.bench.serving;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One HTTP/1.1 connection on loopback, kept open, for one thread: a request is one write, and the
 * thread that sent it reads the answer. The JDK's client takes three threads for that, and what
 * they cost on shared cores would be charged to the server; so would be what is formatted for each
 * request, or read in each answer.
 */
final class Connection implements AutoCloseable {

  private static final int LONGEST_HEADERS = 1 << 14;

  /** Where the status is in an answer. */
  private static final int STATUS = "HTTP/1.1 ".length();

  private static final String LENGTH = "content-length:";

  private final URI service;
  private final Duration patience;
  private final byte[] in = new byte[LONGEST_HEADERS];
  private byte[] out = new byte[0];
  private Socket socket; // null until it is needed

  /**
   * @param patience how long an answer is waited for
   */
  Connection(URI service, Duration patience) {
    this.service = service;
    this.patience = patience;
  }

  record Response(int status, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  Response get(String path) throws IOException {
    return exchange(opening("GET", path), Message.EMPTY);
  }

  Response post(String path, Message message) throws IOException {
    return exchange(opening("POST", path), message);
  }

  /** The first lines of a request, for who sends it again and again. */
  byte[] opening(String method, String path) {
    return (method + " " + path + " HTTP/1.1\r\nHost: " + service.getAuthority() + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * After an exception the next request opens the connection anew.
   *
   * @throws IOException if the connection broke, or no answer came in time
   */
  Response exchange(byte[] opening, Message message) throws IOException {
    try {
      open();
      send(opening, message.bytes());
      return response();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  void open() throws IOException {
    if (socket == null) {
      socket = new Socket();
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) patience.toMillis());
      socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
    }
  }

  private void send(byte[] opening, byte[] rest) throws IOException {
    int length = opening.length + rest.length;
    if (out.length < length) {
      out = new byte[length];
    }
    System.arraycopy(opening, 0, out, 0, opening.length);
    System.arraycopy(rest, 0, out, opening.length, rest.length);
    socket.getOutputStream().write(out, 0, length);
  }

  private Response response() throws IOException {
    InputStream from = socket.getInputStream();
    int filled = 0;
    int end = -1;
    while (end < 0) {
      if (filled == in.length) {
        throw new IOException("headers of more than " + in.length + " bytes");
      }
      int more = from.read(in, filled, in.length - filled);
      if (more < 0) {
        throw new EOFException("the server closed the connection");
      }
      filled += more;
      end = endOfHeaders(filled);
    }
    String headers = new String(in, 0, end, StandardCharsets.ISO_8859_1);
    byte[] body = new byte[length(headers)];
    int come = filled - end;
    if (come > body.length) {
      throw new IOException("an answer is longer than it says");
    }
    System.arraycopy(in, end, body, 0, come);
    if (from.readNBytes(body, come, body.length - come) < body.length - come) {
      throw new EOFException("the server ended an answer early");
    }
    return new Response(number(headers.substring(STATUS, STATUS + 3)), body);
  }

  /** Where the body begins; -1 if that is not there yet. */
  private int endOfHeaders(int filled) {
    for (int i = 4; i <= filled; i++) {
      if (in[i - 1] == '\n' && in[i - 2] == '\r' && in[i - 3] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static int length(String headers) throws IOException {
    int line = headers.indexOf("\r\n") + 2;
    while (!headers.regionMatches(true, line, LENGTH, 0, LENGTH.length())) {
      line = headers.indexOf("\r\n", line) + 2;
      if (line == headers.length()) {
        throw new IOException("an answer does not say how long it is");
      }
    }
    return number(headers.substring(line + LENGTH.length(), headers.indexOf('\r', line)).strip());
  }

  private static int number(String text) throws IOException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IOException("an answer that is none of HTTP/1.1", e);
    }
  }

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // It was of no use any more.
    } finally {
      socket = null;
    }
  }
}
