package io.mapache.cli.http;

import java.net.URI;

/** Nobody answered, and patience is at its end; or a service kept saying that it cannot now. */
public final class Unanswered extends Exception {

  private static final long serialVersionUID = 1L;

  Unanswered(URI address, String last, Throwable cause) {
    super(address.getScheme() + "://" + address.getAuthority() + ": " + last, cause);
  }
}
