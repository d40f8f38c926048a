package io.mapache.bench.serving;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How a server takes the bytes of an image file over HTTP. */
enum Form {
  /** They are the body. */
  PLAIN {
    @Override
    Message of(byte[] image) {
      return Message.of("Content-Type: image/jpeg\r\n", image);
    }
  },
  /** A form with an upload. */
  MULTIPART {
    @Override
    Message of(byte[] image) {
      byte[] before =
          ascii(
              "--%s\r\nContent-Disposition: form-data; name=\"image\"; filename=\"image.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
                  .formatted(BOUNDARY));
      byte[] after = ascii("\r\n--" + BOUNDARY + "--\r\n");
      return Message.of(
          "Content-Type: multipart/form-data; boundary=" + BOUNDARY + "\r\n",
          joined(before, image, after));
    }
  },
  /** Open Inference Protocol, base64 in JSON. */
  INFERENCE_JSON {
    @Override
    Message of(byte[] image) {
      return Message.of(
          "Content-Type: application/json\r\n",
          ascii(
              "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,1],\"datatype\":\"BYTES\",\"parameters\":{\"content_type\":\"base64\"},\"data\":[\"%s\"]}]}"
                  .formatted(Base64.getEncoder().encodeToString(image))));
    }
  },
  /** Open Inference Protocol, its extension for binary tensors. */
  INFERENCE_BINARY {
    @Override
    Message of(byte[] image) {
      byte[] length =
          ByteBuffer.allocate(Integer.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(image.length)
              .array();
      byte[] json =
          ascii(
              "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,1],\"datatype\":\"BYTES\",\"parameters\":{\"binary_data_size\":%d}}]}"
                  .formatted(length.length + image.length));
      return Message.of(
          "Content-Type: application/octet-stream\r\nInference-Header-Content-Length: %d\r\n"
              .formatted(json.length),
          joined(json, length, image));
    }
  };

  private static final String BOUNDARY = "mapache-bench";

  abstract Message of(byte[] image);

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] joined(byte[] first, byte[] second, byte[] third) {
    return ByteBuffer.allocate(first.length + second.length + third.length)
        .put(first)
        .put(second)
        .put(third)
        .array();
  }
}
