package io.mapache.ingest.upload.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mapache.contracts.Digest;
import java.util.Optional;

/** The body of a 202. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record AcceptedImage(
    Digest digest,
    String outcome,
    String dataset,
    Optional<String> label,
    String format,
    int width,
    int height,
    long bytes) {}
