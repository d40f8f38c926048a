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
import io.mapache.models.Head;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Serving as it is wired, on threads that the test moves. */
public final class Stage {

  public final FakeSource source = new FakeSource();
  public final FakeEngine engine = new FakeEngine();
  public final HandExecutor compute = new HandExecutor();
  public final HandExecutor closer = new HandExecutor();
  public final HandExecutor loading = new HandExecutor();
  public final HandExecutor later = new HandExecutor();

  /** Every state that was reached, as "name version". */
  public final List<String> history = new ArrayList<>();

  public final ServingModels models =
      new ServingModels((state, view) -> history.add(state.name() + " " + state.id().version()));
  public final Bases bases = new Bases(source, engine, this::lane, closer);
  public final Loader loader =
      new Loader(
          models,
          new Preparation(source, bases, new Verification(this::pixels, 8), 8, closer),
          loading,
          later);

  private long revisions;

  private Lane lane(Base base) {
    return new Lane(new Batching(8, 1, 8), () -> base.forward(8), compute, System::nanoTime);
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
    return bundle(TinyModels.parcel(base(factor), factor, head));
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
    loading.runAll();
    return wanted;
  }

  public static ModelDeployment deployment(
      String model, long revision, int version, Digest bundle) {
    ModelDeployment.Version champion =
        bundle == null ? null : new ModelDeployment.Version(version, bundle);
    return new ModelDeployment(model, revision, champion, null, null, null, Instant.EPOCH);
  }
}
