package io.mapache.trainer.problem;

import com.fasterxml.jackson.annotation.JsonInclude;

/** An error as RFC 9457 writes it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail) {

  /** {@code application/problem+json}. */
  public static final String MEDIA_TYPE = "application/problem+json";
}
