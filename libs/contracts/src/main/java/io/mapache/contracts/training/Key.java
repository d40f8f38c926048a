package io.mapache.contracts.training;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A key of a {@link Recipe}, said once: the constructors hold to it, refusals quote it, the
 * published JSON Schema and the table in {@code docs/recipe.md} are made from it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Key {

  /** What it means, in a sentence or two. */
  String value();

  String unit() default "";

  /** The smallest number; NaN for none. */
  double min() default Double.NaN;

  /** The largest number; NaN for none. */
  double max() default Double.NaN;

  /** Whether {@link #min} itself is too small. */
  boolean aboveMin() default false;

  /** Whether {@link #max} itself is too large. */
  boolean belowMax() default false;

  /** A regular expression for a text. */
  String pattern() default "";

  /** {@link #pattern} in words. */
  String expected() default "";
}
