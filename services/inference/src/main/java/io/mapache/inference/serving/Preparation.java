package io.mapache.inference.serving;

import io.mapache.inference.batching.Forward;
import io.mapache.models.session.Leased;
import java.util.Collections;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Brings a version from its digest to where it can serve: fetched, verified, warm. For one thread;
 * takes seconds where a base has to be loaded, less where it is open.
 */
public final class Preparation {

  private final ModelSource source;
  private final Bases bases;
  private final Verification verification;
  private final int maxBatch;
  private final Executor closer;

  /**
   * @param maxBatch the largest batch that requests will make
   * @param closer lets go of a version after its last request, on a thread that nobody waits for
   */
  public Preparation(
      ModelSource source, Bases bases, Verification verification, int maxBatch, Executor closer) {
    this.source = source;
    this.bases = bases;
    this.verification = verification;
    this.maxBatch = maxBatch;
    this.closer = closer;
  }

  /**
   * @param passed is told each state on the way
   * @return Serving or Refused; a refused version has let go of everything
   */
  ModelState prepare(ModelState.Loading loading, Consumer<ModelState> passed) {
    passed.accept(loading);
    try {
      Parcel parcel = source.fetch(loading.id().bundle());
      return prepare(loading, parcel, bases.lease(parcel.facts().base()), passed);
    } catch (RefusedException e) {
      return loading.refuse(e.refusal());
    } catch (OutOfMemoryError e) {
      return loading.refuse(new Refusal("memory is short: " + e.getMessage(), true));
    } catch (RuntimeException | Error e) { // the loader has other models to load
      return loading.refuse(Refusal.forGood("it could not be prepared: " + e));
    }
  }

  private ModelState prepare(
      ModelState.Loading loading, Parcel parcel, Bases.Lease lease, Consumer<ModelState> passed)
      throws RefusedException {
    ServingModel model = new ServingModel(loading.id(), parcel, lease.held());
    try {
      ModelState.Verifying verifying = loading.verify(parcel.facts());
      passed.accept(verifying);
      Base base = lease.held().resource().base();
      Forward forward = base.forward(maxBatch);
      verification.verify(parcel, base, forward);

      ModelState.Warming warming = verifying.warm();
      passed.accept(warming);
      if (lease.fresh()) {
        warm(base, forward);
      }
      return warming.serve(new Leased<>(model, closer));
    } catch (RefusedException | RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  /** The first pass of each batch size allocates; the second one has its usual speed. */
  private void warm(Base base, Forward forward) {
    float[] black = new float[base.imageSize() * base.imageSize() * 3];
    for (int batch : new int[] {maxBatch, 1}) {
      for (int pass = 0; pass < 2; pass++) {
        forward.features(Collections.nCopies(batch, black));
      }
    }
  }
}
