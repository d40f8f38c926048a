package io.mapache.training.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobSpec.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsWatchTest {

  @TempDir Path folder;

  private final Cancellation cancellation = new Cancellation();
  private WorkFolder work;
  private long now;
  private long memory;

  @BeforeEach
  void take() throws IOException {
    work = WorkFolder.take(folder, Duration.ZERO, cancellation);
  }

  @AfterEach
  void release() throws IOException {
    work.close();
  }

  @Test
  void aJobWithinItsLimitsGoesOn() throws IOException {
    try (LimitsWatch watch = watch(new Limits(1, 100))) {
      now += TimeUnit.SECONDS.toNanos(60);
      memory = 100L << 20;

      watch.look();

      assertThatCode(cancellation::check).doesNotThrowAnyException();
    }
  }

  @Test
  void theTimeOfAllRunsCounts() throws IOException {
    LimitsWatch first = watch(new Limits(1, 0));
    now += TimeUnit.SECONDS.toNanos(40);
    first.close();
    now += TimeUnit.HOURS.toNanos(9);
    try (LimitsWatch second = watch(new Limits(1, 0))) {
      now += TimeUnit.SECONDS.toNanos(21);

      second.look();

      assertThat(end())
          .hasMessageStartingWith("the training has taken 1 minutes in all its runs (limit: 1)");
    }
  }

  @Test
  void tooMuchMemoryEndsTheJobForWantOfResources() throws IOException {
    try (LimitsWatch watch = watch(new Limits(0, 100))) {
      memory = 101L << 20;

      watch.look();

      assertThat(end()).hasMessageStartingWith("the training takes 101 MB of memory (limit: 100)");
      assertThat(end().exit()).isEqualTo(JobExit.RESOURCES);
    }
  }

  @Test
  void zeroIsNoLimit() throws IOException {
    try (LimitsWatch watch = watch(new Limits(0, 0))) {
      now += TimeUnit.DAYS.toNanos(300);
      memory = 1L << 40;

      watch.look();

      assertThatCode(cancellation::check).doesNotThrowAnyException();
    }
  }

  private LimitsWatch watch(Limits limits) throws IOException {
    return new LimitsWatch(limits, work, cancellation, () -> now, () -> memory);
  }

  private JobEnd end() {
    return catchThrowableOfType(JobEnd.class, cancellation::check);
  }
}
