package io.mapache.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.Digest;
import io.mapache.inference.batching.Batching;
import io.mapache.inference.batching.Lane;
import io.mapache.inference.batching.Sharing;
import io.mapache.inference.batching.Workers;
import io.mapache.models.session.Leased;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BasesTest {

  private static final int BATCH = 2;
  private static final Digest BASE = Digest.of("base");

  private final FakeSource source = new FakeSource();
  private final FakeEngine engine = new FakeEngine();

  @Test
  void aBaseIsOpenUntilItsLastLeaseEnds() throws RefusedException {
    Bases bases = bases(this::lane);
    var first = load(bases);
    var second = bases.lease(BASE).orElseThrow();
    first.close();
    assertThat(bases.count()).isOne();
    second.close();
    assertThat(bases.count()).isZero();
    assertThat(engine.loaded().get(0).closes()).isOne();
  }

  @Test
  void aDamagedFileLeavesNothingInMemory() {
    source.damage(BASE);
    Bases bases = bases(this::lane);
    assertThatThrownBy(() -> load(bases)).isInstanceOf(RefusedException.class);
    assertThat(engine.loaded().get(0).closes()).isOne();
    assertThat(bases.count()).isZero();
  }

  @Test
  void aBaseWithoutMemoryForItsBuffersLeavesNothingInMemory() {
    Bases bases =
        bases(
            base -> {
              throw new OutOfMemoryError("Cannot reserve direct buffer memory");
            });
    assertThatThrownBy(() -> load(bases)).isInstanceOf(OutOfMemoryError.class);
    assertThat(engine.loaded().get(0).closes()).isOne();
    assertThat(bases.count()).isZero();
  }

  private Bases bases(Function<Base, Lane> lanes) {
    engine.knows(source.base(BASE), 1);
    return new Bases(source, engine, lanes, BATCH, Runnable::run, Runnable::run);
  }

  private static Leased<OpenBase>.Lease load(Bases bases) throws RefusedException {
    return bases.load(BASE, new Footprint(0, 0));
  }

  private Lane lane(Base base) {
    return new Lane(
        new Batching(BATCH, Sharing.ALL, 1, BATCH),
        () -> base.forward(BATCH),
        new Workers(Runnable::run, Runnable::run, Runnable::run, 1),
        System::nanoTime);
  }
}
