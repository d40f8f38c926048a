package io.mapache.inference.serving;

import io.mapache.models.bundle.Bundle;
import io.mapache.models.session.Leased;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Brings a version whose base is open to where it can serve: fetched, verified, warm. Milliseconds
 * where the base is warm and knows the golden inputs, as long as some forward passes where not. Any
 * number of threads.
 */
public final class Preparation {

  private final ModelSource source;
  private final Verification verification;
  private final Executor closer;

  /**
   * @param closer lets go of a version after its last request, on a thread that nobody waits for
   */
  public Preparation(ModelSource source, Verification verification, Executor closer) {
    this.source = source;
    this.verification = verification;
    this.closer = closer;
  }

  /**
   * What is known once the bundle has been read.
   *
   * @throws RefusedException if it cannot be
   */
  Bundle bundle(ModelVersion id) throws RefusedException {
    return source.bundle(id.bundle());
  }

  /**
   * @param base ended here, unless the answer is empty
   * @param mayCompute whether it may take forward passes
   * @param passed is told each state on the way
   * @return Serving or Refused; empty if it takes forward passes and may not
   */
  Optional<ModelState> prepare(
      ModelState.Verifying verifying,
      Bundle bundle,
      Leased<OpenBase>.Lease base,
      boolean mayCompute,
      Consumer<ModelState> passed) {
    if (!mayCompute && !base.resource().checked().isWarm()) {
      return Optional.empty();
    }
    try {
      Parcel parcel = source.parcel(bundle);
      Verification.fit(parcel, base.resource().base());
      Optional<List<float[]>> known = Verification.known(parcel.golden(), base.resource());
      if (known.isEmpty() && !mayCompute) {
        return Optional.empty();
      }
      return Optional.of(prepare(verifying, parcel, base, known, passed));
    } catch (RefusedException | RuntimeException | Error e) {
      base.close();
      return Optional.of(verifying.refuse(Refusal.of(e)));
    }
  }

  private ModelState prepare(
      ModelState.Verifying verifying,
      Parcel parcel,
      Leased<OpenBase>.Lease base,
      Optional<List<float[]>> known,
      Consumer<ModelState> passed)
      throws RefusedException {
    OpenBase open = base.resource();
    List<float[]> features =
        known.isPresent() ? known.get() : verification.compute(parcel.golden(), open);
    Verification.golden(parcel, features);

    ModelState.Warming warming = verifying.warm();
    passed.accept(warming);
    int size = open.base().imageSize();
    open.checked().warm(new float[size * size * 3]);
    return warming.serve(new Leased<>(new ServingModel(verifying.id(), parcel, base), closer));
  }
}
