package io.mapache.trainer.datasets;

import io.mapache.contracts.Name;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.event.ImageLabeled;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the events so far say about one image of a dataset.
 *
 * <p>Sources that agree give the image their label. Sources that disagree put it in conflict, which
 * keeps it out of snapshots, until one of them corrects: a correction wins over what every source
 * says, before and after it, until its own source speaks again or another one corrects.
 *
 * @param claims the latest label of each source, normalised
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

  /** Empty while nothing is said or the sources disagree. */
  public Optional<String> label() {
    if (corrector != null) {
      return Optional.of(claims.get(corrector));
    }
    return claims.isEmpty() || conflict()
        ? Optional.empty()
        : Optional.of(claims.get(claims.firstKey()));
  }

  public boolean conflict() {
    return corrector == null && new HashSet<>(claims.values()).size() > 1;
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
