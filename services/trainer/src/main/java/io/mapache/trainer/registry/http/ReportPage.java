package io.mapache.trainer.registry.http;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.contracts.Digest;
import io.mapache.trainer.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The {@code report.html} of a training, as it lies in the blob store. It holds labels that
 * strangers may have written, so it runs without an origin and reaches nothing, even if one of them
 * should get past the escaping.
 */
public final class ReportPage {

  private static final String POLICY =
      "sandbox allow-scripts; default-src 'none'; img-src data:; style-src 'unsafe-inline';"
          + " script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

  private ReportPage() {}

  /**
   * @throws ProblemException 404 if the blob is gone
   */
  public static RestResponse<InputStream> of(BlobStore blobs, Digest report) throws IOException {
    InputStream page =
        blobs
            .open(BlobKind.BUNDLE, report.hex())
            .orElseThrow(
                () -> new ProblemException(404, "report " + report + " is not in the blob store"));
    return RestResponse.ResponseBuilder.ok(page)
        .header(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
        .header(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable")
        .header(HttpHeaders.ETAG, '"' + report.hex() + '"')
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }
}
