package io.mapache.inference.oip;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * An output that a request asks for.
 *
 * @param binary whether its data come behind the JSON; empty if the request does not say
 * @param classification how many classes to tell as {@code probability:index:label} instead
 */
public record RequestedOutput(String name, Optional<Boolean> binary, OptionalInt classification) {}
