package io.mapache.ingest.upload.http;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ImageEvent;
import io.mapache.ingest.upload.Door;
import io.mapache.ingest.upload.Intake;
import io.mapache.ingest.upload.NotAnnouncedException;
import io.mapache.ingest.upload.Upload;
import io.mapache.ingest.upload.Withdrawal;
import io.mapache.ingest.upload.metrics.UploadMeters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * {@code POST /v1/images}: one image, what is said about it in the query, its bytes as the body.
 * {@code POST} and {@code DELETE /v1/images/{digest}}: more about one that is here.
 */
@Path("/v1/images")
public class ImagesResource {

  private static final Logger LOG = Logger.getLogger(ImagesResource.class);

  private final Door door;
  private final UploadMeters meters;

  ImagesResource(Door door, UploadMeters meters) {
    this.door = door;
    this.meters = meters;
  }

  /** On a worker thread, for as long as the sender sends. */
  @POST
  @Consumes(MediaType.WILDCARD)
  public RestResponse<Object> take(@Context UriInfo request, InputStream image) throws IOException {
    long begun = System.nanoTime();
    Upload upload = UploadQuery.read(request.getQueryParameters());
    return answer(upload, door.take(upload, image), begun);
  }

  /** Says something about an image that is here already; its bytes need not come again. */
  @POST
  @Path("{digest}")
  @Consumes(MediaType.WILDCARD)
  public RestResponse<Object> takeAgain(@Context UriInfo request, String digest)
      throws IOException {
    long begun = System.nanoTime();
    Upload upload = UploadQuery.read(request.getQueryParameters());
    Digest image = new Digest(digest);
    return door.takeAgain(upload, image)
        .map(intake -> answer(upload, intake, begun))
        .orElseGet(
            () ->
                new Problem(
                        404,
                        "No such image",
                        "image " + image + " is not in the blob store: send its bytes",
                        null)
                    .response());
  }

  private RestResponse<Object> answer(Upload upload, Intake intake, long begun) {
    meters.count(intake, Duration.ofNanos(System.nanoTime() - begun));
    if (intake instanceof Intake.Unavailable unavailable) {
      LOG.warnf("an image was turned away with 503: %s", unavailable.detail());
    }
    return intake.answer(new HttpAnswers(upload));
  }

  /** The image leaves the dataset. */
  @DELETE
  @Path("{digest}")
  public RestResponse<Object> remove(@Context UriInfo request, String digest) {
    MultivaluedMap<String, String> query = request.getQueryParameters();
    Parameters.require(query, List.of("dataset", "by", "reason"));
    return release(
        Withdrawal.of(
            query.getFirst("dataset"),
            new Digest(digest),
            query.getFirst("by"),
            query.getFirst("reason")),
        "removed");
  }

  /** A source takes its label back; what other sources say stays. */
  @DELETE
  @Path("{digest}/label")
  public RestResponse<Object> unlabel(@Context UriInfo request, String digest) {
    MultivaluedMap<String, String> query = request.getQueryParameters();
    Parameters.require(query, List.of("dataset", "source"));
    return release(
        Withdrawal.ofLabel(query.getFirst("dataset"), new Digest(digest), query.getFirst("source")),
        "unlabelled");
  }

  private RestResponse<Object> release(ImageEvent withdrawal, String outcome) {
    try {
      door.release(withdrawal);
      return RestResponse.status(
          RestResponse.Status.ACCEPTED,
          new Withdrawn(withdrawal.digest(), outcome, withdrawal.dataset()));
    } catch (NotAnnouncedException e) {
      return HttpAnswers.later(e.getMessage());
    }
  }
}
