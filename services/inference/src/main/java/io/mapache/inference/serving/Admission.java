package io.mapache.inference.serving;

import io.mapache.contracts.event.ServingRole;
import io.mapache.models.session.Leased;

/** Whether a request gets a version to answer it. */
public sealed interface Admission {

  /**
   * The version that answers, whatever is deployed meanwhile.
   *
   * @param lease to be closed when the answer is there
   * @param role in which it answers
   */
  record Admitted(Leased<ServingModel>.Lease lease, ServingRole role) implements Admission {}

  /**
   * The version is known, but does not serve.
   *
   * @param state of the version that is wanted
   */
  record NotServing(ModelState state) implements Admission {}

  /** No deployment names the model. */
  record Unknown(String model) implements Admission {}

  /** The model is known, but not this version of it. */
  record UnknownVersion(String model, int version) implements Admission {}
}
