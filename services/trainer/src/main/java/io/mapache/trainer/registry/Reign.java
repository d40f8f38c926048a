package io.mapache.trainer.registry;

import io.mapache.contracts.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who answers by default, and who did before.
 *
 * @param champions versions in the order in which they became champion; the last one answers, the
 *     one before it is what a rollback goes back to
 * @param since when that was; null before the first
 * @param promoted whether the last change was a promotion, not a rollback
 * @param barred the snapshot whose version the guard has rolled back; its versions are not promoted
 *     unasked until another one is promoted
 */
record Reign(List<Integer> champions, Instant since, boolean promoted, Optional<Digest> barred) {

  static final Reign NONE = new Reign(List.of(), null, false, Optional.empty());

  Reign {
    champions = List.copyOf(champions);
  }

  OptionalInt champion() {
    return fromTheEnd(1);
  }

  OptionalInt previous() {
    return fromTheEnd(2);
  }

  private OptionalInt fromTheEnd(int place) {
    return champions.size() < place
        ? OptionalInt.empty()
        : OptionalInt.of(champions.get(champions.size() - place));
  }

  Reign promoted(int version, Instant at) {
    return new Reign(onTop(version), at, true, Optional.empty());
  }

  /** Takes off what came after the version; a version that never was champion is put on top. */
  Reign rolledBack(int to, Instant at, Optional<Digest> newlyBarred) {
    int place = champions.subList(0, Math.max(champions.size() - 1, 0)).lastIndexOf(to);
    return new Reign(
        place < 0 ? onTop(to) : champions.subList(0, place + 1),
        at,
        false,
        newlyBarred.or(() -> barred));
  }

  private List<Integer> onTop(int version) {
    List<Integer> more = new ArrayList<>(champions);
    more.add(version);
    return more;
  }
}
