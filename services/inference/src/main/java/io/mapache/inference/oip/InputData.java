package io.mapache.inference.oip;

import io.mapache.inference.prediction.Input;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the elements of one input, image by image, as they are read: nothing is ever held twice,
 * and no more than the images that a request may have. One thread.
 */
public final class InputData {

  private final Contract contract;
  private final List<Input> images = new ArrayList<>();
  private float[] image = new float[0];
  private int filled;
  private long numbers;
  private boolean fractions;

  public InputData(Contract contract) {
    this.contract = contract;
  }

  /** The next element of an FP32 or UINT8 tensor. */
  public void number(float value) throws RejectedException {
    if (!(value >= 0 && value <= 255)) { // NaN, too
      throw RejectedException.invalid(
          "input `%s` has %s as element %d (expected: 0 to 255; the model does the scaling)",
          Contract.IMAGE, value, numbers);
    }
    if (filled == image.length) {
      startImage();
    }
    image[filled++] = value;
    numbers++;
    fractions |= value != (int) value;
  }

  private void startImage() throws RejectedException {
    checkRoom();
    image = new float[contract.pixels()];
    filled = 0;
    images.add(new Input.Pixels(contract.imageSize(), image));
  }

  /** The next element of a BYTES tensor. */
  public void file(byte[] bytes) throws RejectedException {
    checkRoom();
    images.add(new Input.Encoded(bytes));
  }

  private void checkRoom() throws RejectedException {
    if (images.size() == contract.maxImages()) {
      throw RejectedException.invalid(
          "input `%s` has more than %d images (%s)",
          Contract.IMAGE, contract.maxImages(), contract.expected());
    }
  }

  /** A whole tensor as the binary tensor data extension writes it. */
  public void binary(InputHeader header, ByteBuffer bytes) throws RejectedException {
    InputHeader.Checked checked = header.check(contract);
    ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (checked.datatype() == Datatype.BYTES) {
      files(data);
      return;
    }
    int width = checked.datatype() == Datatype.FP32 ? Float.BYTES : 1;
    long expected = (long) checked.images() * contract.pixels() * width;
    if (data.remaining() != expected) {
      throw RejectedException.invalid(
          "input `%s` has %d bytes of data (expected: %d for shape %s as %s)",
          header.name(), data.remaining(), expected, header.shape(), checked.datatype());
    }
    while (data.hasRemaining()) {
      number(checked.datatype() == Datatype.FP32 ? data.getFloat() : data.get() & 0xff);
    }
  }

  private void files(ByteBuffer data) throws RejectedException {
    while (data.hasRemaining()) {
      long length = data.remaining() < Integer.BYTES ? -1 : data.getInt() & 0xffff_ffffL;
      if (length < 0 || length > data.remaining()) {
        throw RejectedException.invalid(
            "input `%s` ends within element %d (expected: each element after its length as 4 bytes,"
                + " little-endian)",
            Contract.IMAGE, images.size());
      }
      byte[] file = new byte[(int) length];
      data.get(file);
      file(file);
    }
  }

  /** What was gathered, if it is what the header announces. */
  public List<Input> images(InputHeader header) throws RejectedException {
    InputHeader.Checked checked = header.check(contract);
    boolean files = checked.datatype() == Datatype.BYTES;
    if (images.stream().anyMatch(input -> files != input instanceof Input.Encoded)) {
      throw RejectedException.invalid(
          "input `%s` has data that are not %s (%s)",
          header.name(), checked.datatype(), contract.expected());
    }
    long found = files ? images.size() : numbers;
    long expected = checked.images() * (files ? 1L : contract.pixels());
    if (found != expected) {
      throw RejectedException.invalid(
          "input `%s` has %d elements (expected: %d for shape %s as %s)",
          header.name(), found, expected, header.shape(), checked.datatype());
    }
    if (checked.datatype() == Datatype.UINT8 && fractions) {
      throw RejectedException.invalid(
          "input `%s` has fractions (expected: whole numbers 0 to 255 as UINT8)", header.name());
    }
    return List.copyOf(images);
  }
}
