package io.mapache.bench.serving;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * One HTTP/1.1 connection on loopback, kept open, for one thread: a request is one write, and the
 * thread that sent it reads the answer. The JDK's client takes three threads for that, and what
 * they cost on shared cores would be charged to the server.
 */
final class Connection implements AutoCloseable {

  private static final String LENGTH = "content-length:";

  private final URI service;
  private final Duration patience;
  private Socket socket; // null until it is needed
  private InputStream in;

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
    return exchange("GET " + path, "", new byte[0]);
  }

  Response post(String path, Message message) throws IOException {
    return exchange("POST " + path, message.headers(), message.body());
  }

  /**
   * After an exception the next request opens the connection anew.
   *
   * @throws IOException if the connection broke, or no answer came in time
   */
  private Response exchange(String what, String headers, byte[] body) throws IOException {
    try {
      open();
      socket.getOutputStream().write(request(what, headers, body));
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
      in = new BufferedInputStream(socket.getInputStream());
    }
  }

  private byte[] request(String what, String headers, byte[] body) {
    byte[] head =
        "%s HTTP/1.1\r\nHost: %s\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(what, service.getAuthority(), headers, body.length)
            .getBytes(StandardCharsets.UTF_8);
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  private Response response() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the server ended an answer early");
    }
    return new Response(status, body);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
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
