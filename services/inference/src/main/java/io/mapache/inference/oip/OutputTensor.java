package io.mapache.inference.oip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A tensor of an answer.
 *
 * @param binary whether its data come behind the JSON
 */
public record OutputTensor(String name, List<Long> shape, Values values, boolean binary) {

  /** Elements, row by row. */
  public sealed interface Values {

    Datatype datatype();

    /** As the binary tensor data extension writes them. */
    byte[] toBytes();
  }

  /** FP32; not to be modified. */
  public record Numbers(float[] values) implements Values {

    @Override
    public Datatype datatype() {
      return Datatype.FP32;
    }

    @Override
    public byte[] toBytes() {
      ByteBuffer bytes =
          ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      return bytes.array();
    }
  }

  /** BYTES: each one UTF-8. */
  public record Texts(List<String> values) implements Values {

    @Override
    public Datatype datatype() {
      return Datatype.BYTES;
    }

    @Override
    public byte[] toBytes() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (String value : values) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.writeBytes(length.putInt(text.length).array());
        bytes.writeBytes(text);
      }
      return bytes.toByteArray();
    }
  }
}
