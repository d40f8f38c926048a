package io.mapache.trainer.datasets;

import io.mapache.contracts.Name;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.event.ImageLabeled;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the events so far say about one image of a dataset; what that makes of it is a {@link
 * Reading}.
 *
 * <p>A correction wins over what every source says, before and after it, until its own source
 * speaks again or another one corrects.
 *
 * @param claims the latest label of each source, normalised, as it was written
 * @param corrector null, or the source whose claim is the correction in force
 * @param split null, or the split that an event has fixed; stays when later events name none
 * @param group null, or what the image shares its split with; stays like {@code split}
 * @param offset of the latest event, in the partition of the image's key
 */
public record ImageState(
    SortedMap<String, String> claims, String corrector, Split split, String group, long offset) {

  static final ImageState NEW = new ImageState(new TreeMap<>(), null, null, null, -1);

  private static final String UNNAMED_SOURCE = "unknown";

  public ImageState {
    claims = Collections.unmodifiableSortedMap(new TreeMap<>(claims));
  }

  ImageState labeled(ImageLabeled event, long at) {
    String source = named(event.source());
    TreeMap<String, String> spoken = new TreeMap<>(claims);
    spoken.put(source, Name.label(event.label()));
    return new ImageState(
        spoken,
        event.correction() ? source : correctorUnless(source),
        event.split() == null ? split : event.split(),
        event.group() == null ? group : event.group(),
        at);
  }

  ImageState unlabeled(String source, long at) {
    TreeMap<String, String> left = new TreeMap<>(claims);
    left.remove(named(source));
    return new ImageState(left, correctorUnless(named(source)), split, group, at);
  }

  private String correctorUnless(String source) {
    return source.equals(corrector) ? null : corrector;
  }

  private static String named(String source) {
    return source == null || source.isBlank() ? UNNAMED_SOURCE : source;
  }
}
