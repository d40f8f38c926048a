package io.mapache.ingest.upload.http;

import io.mapache.ingest.upload.Door;
import io.mapache.ingest.upload.Intake;
import io.mapache.ingest.upload.Upload;
import io.mapache.ingest.upload.metrics.UploadMeters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * {@code POST /v1/images}: one image, what is said about it in the query, its bytes as the body.
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
    Intake intake = door.take(upload, image);
    meters.count(intake, Duration.ofNanos(System.nanoTime() - begun));
    if (intake instanceof Intake.Unavailable unavailable) {
      LOG.warnf("an image was turned away with 503: %s", unavailable.detail());
    }
    return intake.answer(new HttpAnswers(upload));
  }
}
