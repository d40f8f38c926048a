package io.mapache.contracts.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobExitTest {

  @Test
  void aKilledProcessCountsAsBroken() {
    assertThat(JobExit.ofStatus(137)).isEqualTo(JobExit.BROKEN);
  }

  @Test
  void everyExitIsFoundByItsStatusAndByItsCode() {
    for (JobExit exit : JobExit.values()) {
      assertThat(JobExit.ofStatus(exit.status())).isEqualTo(exit);
      assertThat(JobExit.parse(exit.code())).isEqualTo(exit);
    }
  }
}
