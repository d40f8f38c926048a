package io.mapache.inference.oip;

import java.util.List;
import java.util.Objects;

/**
 * An input without its data, as the request says it; anything may be in it.
 *
 * @param name null if it is missing, as the others
 */
public record InputHeader(String name, String datatype, List<Long> shape) {

  /** An input that a version can read. */
  record Checked(Datatype datatype, int images) {}

  /** The dimensions are checked before anything is multiplied. */
  Checked check(Contract contract) throws RejectedException {
    if (!Contract.IMAGE.equals(name)) {
      throw RejectedException.invalid("input `%s` (%s)", name, contract.expected());
    }
    Datatype type =
        Datatype.of(datatype)
            .orElseThrow(
                () ->
                    RejectedException.invalid(
                        "input `%s` has datatype %s (%s)", name, datatype, contract.expected()));
    if (shape == null || !fits(type, contract)) {
      throw RejectedException.invalid(
          "input `%s` has shape %s as %s (%s)",
          name, Objects.requireNonNullElse(shape, List.of()), type, contract.expected());
    }
    return new Checked(type, shape.get(0).intValue());
  }

  private boolean fits(Datatype type, Contract contract) {
    long edge = contract.imageSize();
    List<Long> one = type == Datatype.BYTES ? List.of() : List.of(edge, edge, 3L);
    return !shape.isEmpty()
        && shape.subList(1, shape.size()).equals(one)
        && shape.get(0) >= 1
        && shape.get(0) <= contract.maxImages();
  }
}
