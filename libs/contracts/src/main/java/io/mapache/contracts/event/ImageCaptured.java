package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image without a label has arrived: something to predict. */
public record ImageCaptured(
    String dataset,
    Digest digest,
    String source,
    @Nullable String name,
    String format,
    int width,
    int height,
    long bytes)
    implements ImageEvent {

  @Override
  public List<Object> identity() {
    return Arrays.asList(dataset, digest, source, name);
  }
}
