package io.mapache.ingest.upload.http;

import io.mapache.contracts.Digest;

/**
 * The body of a 202.
 *
 * @param outcome {@code removed} or {@code unlabelled}
 */
record Withdrawn(Digest digest, String outcome, String dataset) {}
