package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image has got a label; the bytes were in the blob store before this event was written. {@code
 * split} fixes the split, {@code group} keeps near duplicates in one split, a {@code correction}
 * wins over what other sources say.
 */
public record ImageLabeled(
    String dataset,
    Digest digest,
    String label,
    String source,
    @Nullable String name,
    String format,
    int width,
    int height,
    long bytes,
    @Nullable Split split,
    @Nullable String group,
    boolean correction)
    implements ImageEvent {

  @Override
  public List<Object> identity() {
    return Arrays.asList(dataset, digest, label, source, name, split, group, correction);
  }
}
