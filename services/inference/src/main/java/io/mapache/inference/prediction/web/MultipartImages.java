package io.mapache.inference.prediction.web;

import io.mapache.inference.web.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.common.headers.HeaderUtil;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;

/** A body of {@code multipart/form-data}, whose parts are images. Source: RFC 7578. */
final class MultipartImages implements MultipartParser.PartHandler {

  private final String requestId;
  private final int most;
  private final List<Part> parts = new ArrayList<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private String name;
  private String file;

  private MultipartImages(String requestId, int most) {
    this.requestId = requestId;
    this.most = most;
  }

  /**
   * @param most images
   * @throws jakarta.ws.rs.WebApplicationException with what is wrong with the body
   */
  static Parts read(String requestId, MediaType type, byte[] body, int most) {
    String boundary = type.getParameters().get("boundary");
    if (boundary == null || boundary.isEmpty()) {
      throw Problem.of(400, "Content-Type: multipart/form-data without a boundary").thrown();
    }
    MultipartImages images = new MultipartImages(requestId, most);
    MultipartParser.ParseState parser =
        MultipartParser.beginParse(
            images, boundary.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8.name());
    try {
      parser.parse(ByteBuffer.wrap(body));
    } catch (WebApplicationException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // by hostile bytes
      throw broken();
    }
    if (images.parts.isEmpty() || !parser.isComplete()) {
      throw broken();
    }
    return new Parts(images.parts, true);
  }

  private static WebApplicationException broken() {
    return Problem.of(
            400,
            "the body has no part, or ends before its last one does; is its boundary the announced"
                + " one?")
        .thrown();
  }

  @Override
  public void beginPart(CaseInsensitiveMap<String> headers) {
    if (parts.size() == most) {
      throw Parts.tooMany(most);
    }
    String disposition = Objects.requireNonNullElse(headers.getFirst("Content-Disposition"), "");
    name = HeaderUtil.extractQuotedValueFromHeader(disposition, "name");
    file = HeaderUtil.extractQuotedValueFromHeader(disposition, "filename");
    if (name == null) {
      throw Problem.of(
              400,
              "part %d has no name (expected: Content-Disposition: form-data; name=\"…\")"
                  .formatted(parts.size() + 1))
          .thrown();
    }
  }

  @Override
  public void data(ByteBuffer some) {
    bytes.write(some.array(), some.arrayOffset() + some.position(), some.remaining());
    some.position(some.limit());
  }

  @Override
  public void endPart() {
    parts.add(Part.one(requestId, parts.size(), name, file, bytes.toByteArray()));
    bytes.reset();
  }
}
