package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ModelDeployment;
import io.mapache.imaging.Decoded;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.Resize;
import io.mapache.inference.HandExecutor;
import io.mapache.inference.TinyModels;
import io.mapache.inference.batching.Batching;
import io.mapache.inference.batching.Lane;
import io.mapache.inference.batching.Sharing;
import io.mapache.inference.batching.Workers;
import io.mapache.models.Head;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Serving as it is wired, on threads that the test moves. */
public final class Stage {

  /** Images in a pass. */
  static final int BATCH = 8;

  /** Bases that may be open. */
  static final int BASES = 3;

  /** Versions that are kept because requests asked for them. */
  static final int PINS = 2;

  /** After which a model may make room. */
  static final Duration IDLE = Duration.ofNanos(100);

  /** How long a request waits for a version. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  public final FakeSource source = new FakeSource();
  public final FakeEngine engine = new FakeEngine();
  public final HandExecutor compute = new HandExecutor();

  public final HandExecutor closer = new HandExecutor();

  /** What is decided. */
  public final HandExecutor deciding = new HandExecutor();

  /** Forward passes on golden inputs. */
  public final HandExecutor checking = new HandExecutor();

  /** Bases. */
  public final HandExecutor loading = new HandExecutor();

  public final HandExecutor later = new HandExecutor();

  /** What happens while a lull is waited for. */
  public Runnable lull = () -> {};

  /** Of all clocks. */
  public long now;

  /** Bytes that all bases may take. */
  public long budget = Long.MAX_VALUE;

  /** Every state that was reached, as "name version". */
  public final List<String> history = new ArrayList<>();

  public final ServingModels models = new ServingModels(new Remembering(), this::instant);
  public final Bases bases = new Bases(source, engine, this::lane, BATCH, Runnable::run, closer);
  public final Loader loader =
      new Loader(
          models,
          new Preparation(source, new Verification(this::pixels), closer),
          new Openings(
              bases,
              new Room(models, bases, open -> budget - open, BASES, IDLE, () -> now),
              deciding,
              loading),
          new Pins(models, PINS, () -> now),
          () -> lull.run(),
          deciding,
          checking,
          later);
  public final Registrations registrations = new Registrations();
  public final Traffic traffic = new Traffic(models, registrations, loader, PATIENCE, () -> now);

  /** Are told all that the stage remembers. */
  public final List<ModelWatch> watches = new ArrayList<>();

  private long revisions;

  /** {@link #now}, as the calendar has it. */
  Instant instant() {
    return Instant.EPOCH.plusNanos(now);
  }

  private Lane lane(Base base) {
    return new Lane(
        new Batching(BATCH, Sharing.ALL, 1, 8),
        () -> base.forward(BATCH),
        new Workers(compute, compute, Runnable::run, 1),
        System::nanoTime);
  }

  private float[] pixels(byte[] png, int size) {
    return Resize.bilinear(((Decoded.Image) new ImageDecoder().decode(png)).picture(), size);
  }

  /** A base that multiplies by the factor; bundles name it by the digest. */
  public Digest base(float factor) {
    Digest digest = Digest.of("base " + factor);
    engine.knows(source.base(digest), factor);
    return digest;
  }

  /** A good bundle of that base and head; its digest. */
  public Digest bundle(float factor, Head head) {
    Digest digest = Digest.of("bundle " + factor + " " + head.hashCode());
    source.has(digest, TinyModels.parcel(base(factor), factor, head));
    return digest;
  }

  public Digest bundle(Parcel parcel) {
    Digest digest = Digest.of(parcel.toString());
    source.has(digest, parcel);
    return digest;
  }

  /** Wants a version of "colours", under the next revision. */
  public ModelDeployment want(int version, Digest bundle) {
    ModelDeployment wanted = deployment("colours", ++revisions, version, bundle);
    loader.want(wanted);
    loader.start();
    return wanted;
  }

  /** Wants it and waits for what comes of it. */
  public ModelDeployment deploy(int version, Digest bundle) {
    ModelDeployment wanted = want(version, bundle);
    settle();
    return wanted;
  }

  /** Does all that is to be done, but for what is closed or tried again. */
  public void settle() {
    while (deciding.waiting() + checking.waiting() + loading.waiting() > 0) {
      deciding.runAll();
      checking.runAll();
      loading.runAll();
    }
  }

  /** Wants all of it, and waits for what comes of it. */
  public void deploy(ModelDeployment wanted) {
    loader.want(wanted);
    loader.start();
    settle();
  }

  public static ModelDeployment deployment(
      String model, long revision, int version, Digest bundle) {
    ModelDeployment.Version champion =
        bundle == null ? null : new ModelDeployment.Version(version, bundle);
    return new ModelDeployment(model, revision, champion, null, null, null, Instant.EPOCH);
  }

  /** What a model is to be like, beside its champion. */
  public static ModelDeployment deployment(
      String model,
      long revision,
      ModelDeployment.Version champion,
      ModelDeployment.Canary canary,
      ModelDeployment.Version shadow,
      ModelDeployment.Version previous) {
    return new ModelDeployment(model, revision, champion, canary, shadow, previous, Instant.EPOCH);
  }

  private final class Remembering implements ModelWatch {
    @Override
    public void follows(ModelView view) {
      watches.forEach(watch -> watch.follows(view));
    }

    @Override
    public void reached(ModelState state, ModelView view) {
      history.add(state.name() + " " + state.id().version());
      watches.forEach(watch -> watch.reached(state, view));
    }

    @Override
    public void answers(ModelState.Serving champion, ModelView view) {
      history.add("answers " + champion.id().version());
      watches.forEach(watch -> watch.answers(champion, view));
    }
  }
}
