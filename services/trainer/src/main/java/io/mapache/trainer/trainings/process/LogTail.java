package io.mapache.trainer.trainings.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The end of what a process has written to a log since it started.
 *
 * @param from length of the file at the start
 */
record LogTail(Path log, long from) {

  private static final int BYTES = 2_000;

  /** Of what is written from now on. */
  static LogTail from(Path log) throws IOException {
    return new LogTail(log, Files.exists(log) ? Files.size(log) : 0);
  }

  /** At most 2,000 bytes, beginning at a line; empty if there is nothing or it cannot be read. */
  String read() {
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      long start = Math.max(from, channel.size() - BYTES);
      ByteBuffer end = ByteBuffer.allocate((int) Math.max(0, channel.size() - start));
      channel.position(start);
      while (end.hasRemaining() && channel.read(end) >= 0) {}
      String text = new String(end.array(), 0, end.position(), StandardCharsets.UTF_8);
      int line = text.indexOf('\n');
      return (start > from && line >= 0 ? text.substring(line + 1) : text).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
