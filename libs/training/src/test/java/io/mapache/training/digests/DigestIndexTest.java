package io.mapache.training.digests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.Digest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigestIndexTest {

  private final DigestIndex index = new DigestIndex();

  @Test
  void findsEachDigestAtThePlaceItWasAdded() {
    List<Digest> many = IntStream.range(0, 5000).mapToObj(DigestIndexTest::digest).toList();
    many.forEach(index::add);

    for (int i = 0; i < many.size(); i++) {
      assertThat(index.place(many.get(i))).isEqualTo(i);
    }
    assertThat(index.place(digest(5000))).isEqualTo(-1);
    assertThat(index.digests()).isEqualTo(many);
  }

  @Test
  void tellsDigestsApartThatBeginAlike() {
    Digest one = new Digest("00".repeat(31) + "01");
    Digest two = new Digest("00".repeat(31) + "02");
    index.add(one);
    index.add(two);
    assertThat(index.place(one)).isZero();
    assertThat(index.place(two)).isOne();
  }

  @Test
  void addsADigestOnce() {
    assertThat(index.add(digest(1))).isTrue();
    assertThat(index.add(digest(1))).isFalse();
    assertThat(index.size()).isOne();
  }

  @Test
  void givesARepeatedDigestInAFileAPlaceButFindsTheFirst() {
    DigestIndex file = new DigestIndex();
    file.add(digest(1));
    index.addAll(file.packed());
    index.addAll(file.packed());
    IntStream.range(10, 1000).forEach(i -> index.add(digest(i)));

    assertThat(index.place(digest(1))).isZero();
    assertThat(index.place(digest(10))).isEqualTo(2);
  }

  @Test
  void isASet() {
    index.add(digest(1));
    assertThat(index.asSet()).containsExactly(digest(1)).doesNotContain(digest(2));
  }

  @Test
  void itsListCannotBeChangedAndEndsAtTheLast() {
    index.add(digest(1));
    assertThatThrownBy(() -> index.digests().add(digest(2)))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> index.digests().get(1)).hasMessageContaining("digest 1 of 1");
  }

  private static Digest digest(int number) {
    return Digest.of("image " + number);
  }
}
