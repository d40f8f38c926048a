package io.mapache.inference.serving.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineMemoryTest {

  private static final long LEAST_RESERVE = 128L << 20;

  @TempDir Path proc;
  private MachineMemory memory;

  @BeforeEach
  void readThere() {
    memory = new MachineMemory(proc);
  }

  @Test
  void isWhatTheMachineHasAvailableLessAReserve() throws IOException {
    says(400_000, 100);
    assertThat(memory.free(0)).isLessThanOrEqualTo((400_000L << 10) - LEAST_RESERVE);
  }

  @Test
  void isNothingOnceTheProcessHasTakenAllOfItsContainer() throws IOException {
    says(1_000_000_000, 1L << 40 >> 10);
    assertThat(memory.free(0)).isNegative();
  }

  @Test
  void countsWhatIsOpenOnce() throws IOException {
    says(400_000, 100);
    assertThat(memory.free(1L << 40)).isGreaterThan(-(1L << 39));
  }

  private void says(long available, long resident) throws IOException {
    Files.writeString(
        proc.resolve("meminfo"),
        "MemTotal:       24000000 kB%nMemAvailable:   %d kB%n".formatted(available));
    Files.createDirectories(proc.resolve("self"));
    Files.writeString(
        proc.resolve("self/status"), "Name:\tjava%nVmRSS:\t  %d kB%n".formatted(resident));
  }
}
