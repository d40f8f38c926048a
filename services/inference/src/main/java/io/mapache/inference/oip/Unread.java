package io.mapache.inference.oip;

/** A request that came and was not read yet. */
@FunctionalInterface
public interface Unread {

  InferRequest read(Contract contract) throws RejectedException;
}
