package io.mapache.xception.finetuning;

import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Some neighbouring examples of a batch, or all of them.
 *
 * @param values NHWC, from the position on
 * @param shape of the values
 * @param labels one for each example
 * @param mask what dropout leaves of their features, {@code [n, features]} in C order; empty: all
 * @param batch how many examples the whole batch has
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Share(FloatBuffer values, Shape shape, int[] labels, float[] mask, int batch) {

  /** One of several parts of about the same size. */
  Share part(int number, int parts) {
    int from = labels.length * number / parts;
    int to = labels.length * (number + 1) / parts;
    int example = Math.toIntExact(shape.slice(1).size());
    int features = mask.length / labels.length;
    return new Share(
        values.slice(values.position() + from * example, (to - from) * example),
        new Shape(to - from).addAll(shape.slice(1)),
        Arrays.copyOfRange(labels, from, to),
        Arrays.copyOfRange(mask, from * features, to * features),
        batch);
  }
}
