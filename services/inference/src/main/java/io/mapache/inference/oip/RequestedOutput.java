package io.mapache.inference.oip;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An output that a request asks for.
 *
 * @param binary whether its data come behind the JSON; empty if the request does not say
 * @param classification how many classes to tell as {@code probability:index:label} instead
 */
public record RequestedOutput(String name, Optional<Boolean> binary, OptionalInt classification) {

  /** Puts it behind those of its request; refused if one has its name: each takes memory. */
  public void addTo(List<RequestedOutput> others) throws RejectedException {
    if (others.stream().anyMatch(other -> other.name.equals(name))) {
      throw RejectedException.invalid("output `%s` is asked for twice (expected: once)", name);
    }
    others.add(this);
  }
}
