package io.mapache.ingest.upload.http;

import io.mapache.ingest.upload.Intake;
import io.mapache.ingest.upload.Upload;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;

/** Every outcome of one upload as HTTP. */
record HttpAnswers(Upload upload) implements Intake.Answers<RestResponse<Object>> {

  private static final int RETRY_AFTER_SECONDS = 5;

  @Override
  public RestResponse<Object> accepted(Intake.Accepted accepted) {
    return RestResponse.status(
        RestResponse.Status.ACCEPTED,
        new AcceptedImage(
            accepted.digest(),
            accepted.outcome(),
            upload.dataset(),
            upload.label(),
            accepted.facts().format(),
            accepted.facts().width(),
            accepted.facts().height(),
            accepted.facts().bytes()));
  }

  @Override
  public RestResponse<Object> refused(Intake.Refused refused) {
    return new Problem(422, "The image is not taken", refused.detail(), refused.reason())
        .response();
  }

  /** The rest of the body is not read, so nothing more can come on this connection. */
  @Override
  public RestResponse<Object> oversized(Intake.Oversized oversized) {
    String detail = "over %,d bytes: send a smaller file".formatted(oversized.limit());
    return new Problem(413, "The file is too large", detail, oversized.reason())
        .with("Connection", "close");
  }

  @Override
  public RestResponse<Object> unavailable(Intake.Unavailable unavailable) {
    return later(unavailable.detail());
  }

  static RestResponse<Object> later(String detail) {
    return new Problem(503, "Not now: send it again", detail, null)
        .with(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
  }
}
