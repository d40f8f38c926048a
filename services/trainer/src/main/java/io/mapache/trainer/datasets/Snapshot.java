package io.mapache.trainer.datasets;

import io.mapache.contracts.Digest;
import io.mapache.contracts.manifest.ManifestHeader;

/** A dataset frozen at offsets; its manifest is in the blob store under this digest. */
public record Snapshot(Digest manifest, ManifestHeader header) {}
