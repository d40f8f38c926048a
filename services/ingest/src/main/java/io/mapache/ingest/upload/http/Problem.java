package io.mapache.ingest.upload.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * An error as RFC 9457 has it.
 *
 * @param detail what was found, what was expected, what to do
 * @param reason one of the codes of {@link io.mapache.imaging.Reason}, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "detail", "reason"})
record Problem(int status, String title, String detail, String reason) {

  private static final String MEDIA_TYPE = "application/problem+json";

  @JsonProperty
  String type() {
    return "about:blank";
  }

  @JsonIgnore
  RestResponse<Object> response() {
    return builder().build();
  }

  @JsonIgnore
  RestResponse<Object> with(String header, Object value) {
    return builder().header(header, value).build();
  }

  private ResponseBuilder<Object> builder() {
    return ResponseBuilder.<Object>create(status, reasonPhrase()).entity(this).type(MEDIA_TYPE);
  }

  private String reasonPhrase() {
    RestResponse.Status known = RestResponse.Status.fromStatusCode(status);
    return known == null ? title : known.getReasonPhrase();
  }
}
