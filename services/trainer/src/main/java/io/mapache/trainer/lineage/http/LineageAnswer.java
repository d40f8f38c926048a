package io.mapache.trainer.lineage.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.manifest.ManifestEntry;
import io.mapache.contracts.manifest.ManifestReader;
import io.mapache.trainer.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;

/** Writes a lineage, and if that is asked for the images after it, while the manifest is read. */
@Singleton
class LineageAnswer {

  private final BlobStore blobs;

  LineageAnswer(BlobStore blobs) {
    this.blobs = blobs;
  }

  StreamingOutput of(Object answer) {
    return out -> out.write(Json.bytes(answer));
  }

  /**
   * @throws ProblemException 404 if the manifest is gone
   */
  StreamingOutput withImages(Object answer, Digest manifest) throws IOException {
    InputStream text =
        blobs
            .open(BlobKind.MANIFEST, manifest.hex())
            .orElseThrow(
                () ->
                    new ProblemException(
                        404, "manifest " + manifest + " is not in the blob store"));
    return out -> write(Json.mapper().valueToTree(answer), text, out);
  }

  private static void write(ObjectNode answer, InputStream text, OutputStream out)
      throws IOException {
    try (ManifestReader reader = new ManifestReader(text);
        JsonGenerator json = Json.mapper().createGenerator(out)) {
      json.writeStartObject();
      for (var field : answer.properties()) {
        json.writeObjectField(field.getKey(), field.getValue());
      }
      json.writeArrayFieldStart("images");
      Iterator<ManifestEntry> entries = reader.entries().iterator();
      while (entries.hasNext()) {
        json.writeString(entries.next().digest().hex());
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
