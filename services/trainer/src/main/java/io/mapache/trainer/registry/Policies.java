package io.mapache.trainer.registry;

/** What datasets have decided about the versions that come out of them. */
@FunctionalInterface
public interface Policies {

  /** Whether a version that the gate lets pass is promoted without being asked for. */
  boolean promotesByItself(String dataset);
}
