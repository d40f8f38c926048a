package io.mapache.training.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.training.JobExit;
import io.mapache.training.process.JobEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class CausesTest {

  @Test
  void aFullDiskIsAMatterOfResourcesWhereverItWasMet() {
    JobEnd end =
        Causes.end(new UncheckedIOException(new IOException("/x: No space left on device")));
    assertThat(end.exit()).isEqualTo(JobExit.RESOURCES);
    assertThat(end).hasMessageContaining("disk full").hasMessageContaining("it goes on");
  }

  @Test
  void fullMemoryIsAMatterOfResourcesInTheHeapAndOutsideOfIt() {
    JobEnd heap = Causes.end(new OutOfMemoryError("Java heap space"));
    assertThat(heap.exit()).isEqualTo(JobExit.RESOURCES);
    assertThat(heap).hasMessageContaining("-Xmx");
    JobEnd nativeMemory =
        Causes.end(
            new IllegalStateException(
                "[enforce fail at alloc_cpu.cpp:118] . DefaultCPUAllocator: can't allocate memory:"
                    + " you tried to allocate 99 bytes.\nframe #0"));
    assertThat(nativeMemory.exit()).isEqualTo(JobExit.RESOURCES);
    assertThat(nativeMemory)
        .hasMessageContaining("Lower batchSize")
        .hasMessageNotContaining("frame");
  }

  @Test
  void aDecisionOfTheJobIsKeptWhoeverWrappedIt() {
    JobEnd decided = JobEnd.badInput("one class only");
    assertThat(Causes.end(new RuntimeException(decided))).isSameAs(decided);
  }

  @Test
  void everythingElseIsABug() {
    assertThat(Causes.end(new NullPointerException("x")).exit()).isEqualTo(JobExit.BROKEN);
  }
}
