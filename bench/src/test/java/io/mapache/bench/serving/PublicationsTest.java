package io.mapache.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PublicationsTest {

  private final Publications publications = new Publications();

  PublicationsTest() {
    publications.add(4, 100);
    publications.add(5, 200);
  }

  @Test
  void anAnswerOfTheVersionThatServedWhenItWasAskedForIsGood() {
    assertThat(publications.older(answer(150, 4))).isZero();
    assertThat(publications.older(answer(250, 5))).isZero();
  }

  @Test
  void anAnswerMayBeOfANewerVersionThanTheOneThatServedWhenItWasAskedFor() {
    assertThat(publications.older(answer(150, 5))).isZero();
    assertThat(publications.older(answer(50, 4))).isZero();
  }

  @Test
  void anAnswerOfAVersionThatWasReplacedBeforeItWasAskedForIsOlder() {
    assertThat(publications.older(answer(200, 4))).isOne();
    assertThat(publications.older(answer(150, 3))).isOne();
  }

  @Test
  void whatWasNotAnsweredHasNoVersion() {
    assertThat(publications.older(new Answers(List.of(new Answer(250, 250, 260, 429, 0)))))
        .isZero();
  }

  private static Answers answer(long sent, int version) {
    return new Answers(List.of(new Answer(sent, sent, sent + 10, 200, version)));
  }
}
