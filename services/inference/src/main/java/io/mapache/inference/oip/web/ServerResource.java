package io.mapache.inference.oip.web;

import io.mapache.inference.oip.Catalogue;
import io.mapache.inference.oip.ServerMetadata;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** The server, as the Open Inference Protocol, version 2, tells of it. */
@Singleton
@Path("/v2")
@Produces(MediaType.APPLICATION_JSON)
public class ServerResource {

  private final Catalogue catalogue;

  ServerResource(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @GET
  public ServerMetadata server() {
    return catalogue.server();
  }

  @GET
  @Path("/health/live")
  public Response live() {
    return Response.ok(Map.of("live", true)).build();
  }

  @GET
  @Path("/health/ready")
  public Response ready() {
    boolean ready = catalogue.isReady();
    return Response.status(ready ? 200 : 503).entity(Map.of("ready", ready)).build();
  }
}
