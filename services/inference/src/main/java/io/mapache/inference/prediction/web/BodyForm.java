package io.mapache.inference.prediction.web;

import io.mapache.inference.web.Problem;
import io.mapache.inference.web.ProblemReason;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How images lie in a body. */
enum BodyForm {
  /** The body is the image. */
  IMAGE {
    @Override
    Parts unpack(String requestId, MediaType type, byte[] body, int most) {
      return Parts.only(requestId, body);
    }
  },
  /** {@code multipart/form-data}: each part is an image. */
  MULTIPART {
    @Override
    Parts unpack(String requestId, MediaType type, byte[] body, int most) {
      return MultipartImages.read(requestId, type, body, most);
    }
  },
  /** Images as base64. */
  JSON {
    @Override
    Parts unpack(String requestId, MediaType type, byte[] body, int most) {
      return JsonImages.read(requestId, body, most);
    }
  };

  /** What senders say of bytes when they do not know, curl's {@code --data-binary} included. */
  private static final Set<String> ANY_BYTES =
      Set.of(
          MediaType.APPLICATION_OCTET_STREAM,
          "binary/octet-stream",
          MediaType.APPLICATION_FORM_URLENCODED);

  /**
   * The images, which take about as much memory as the body again, but for {@link #IMAGE}.
   *
   * @param most images
   * @throws jakarta.ws.rs.WebApplicationException with what is wrong with the body
   */
  abstract Parts unpack(String requestId, MediaType type, byte[] body, int most);

  /**
   * @param type null if the sender does not say; the type of an image is not believed, its first
   *     bytes are
   * @throws jakarta.ws.rs.WebApplicationException 415
   */
  static BodyForm of(@Nullable MediaType type) {
    if (type == null || type.getType().equals("image") || ANY_BYTES.contains(name(type))) {
      return IMAGE;
    }
    if (MediaType.MULTIPART_FORM_DATA_TYPE.isCompatible(type)) {
      return MULTIPART;
    }
    if (MediaType.APPLICATION_JSON_TYPE.isCompatible(type)) {
      return JSON;
    }
    throw unsupported(type).thrown();
  }

  private static String name(MediaType type) {
    return type.getType() + "/" + type.getSubtype();
  }

  private static Problem unsupported(MediaType type) {
    return ProblemReason.UNSUPPORTED_TYPE.problem(
        "Content-Type: %s (expected: image/*, application/octet-stream, multipart/form-data or application/json)"
            .formatted(name(type)));
  }
}
