package io.mapache.models.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** ONNX files on disk: whole or not there. */
final class GraphFile {

  private GraphFile() {}

  /** Temp file beside the target, fsync, atomic rename: a reader never sees half a graph. */
  static void write(ModelProto model, Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // Not createTempFile: its files are readable by their owner alone, and would stay so.
    Path temp = folder.resolve(".%s.%s.part".formatted(target.getFileName(), UUID.randomUUID()));
    try {
      try (FileChannel channel =
              FileChannel.open(temp, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
        model.writeTo(out);
        out.flush();
        channel.force(true);
      }
      Files.move(temp, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temp);
    }
  }

  static ModelProto read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return parsed(ModelProto.parseFrom(in), file.toString());
    } catch (InvalidProtocolBufferException e) {
      throw new IOException(file + " is no ONNX graph: " + e.getMessage(), e);
    }
  }

  static ModelProto read(byte[] bytes, String what) throws IOException {
    try {
      return parsed(ModelProto.parseFrom(bytes), what);
    } catch (InvalidProtocolBufferException e) {
      throw new IOException(what + " is no ONNX graph: " + e.getMessage(), e);
    }
  }

  /** Protobuf reads an empty file, and much rubbish, as an empty message. */
  private static ModelProto parsed(ModelProto model, String what) throws IOException {
    if (model.getGraph().getNodeCount() == 0) {
      throw new IOException(what + " is no ONNX graph: it has no nodes");
    }
    return model;
  }
}
