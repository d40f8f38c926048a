package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every version that was ever registered, by its model and number. Any thread. */
public final class Registrations {

  private final Map<String, Map<Integer, Digest>> bundles = new ConcurrentHashMap<>();

  public void add(String model, int version, Digest bundle) {
    bundles.computeIfAbsent(model, name -> new ConcurrentHashMap<>()).put(version, bundle);
  }

  Optional<ModelVersion> find(String model, int version) {
    return Optional.ofNullable(bundles.getOrDefault(model, Map.of()).get(version))
        .map(bundle -> new ModelVersion(model, version, bundle));
  }
}
