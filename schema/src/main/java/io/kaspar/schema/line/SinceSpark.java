package io.kaspar.schema.line;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Mentions what only newer Sparks bring, and is not used on older ones. Everything that is not marked works with the oldest line of
 * Spark and with all others: a test looks at each reference in the packaged jar, on every line.
 *
 * <p>A method may be marked when only newer Sparks call it, as a method that it overrides does not exist in older ones.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface SinceSpark {
    /** The first line, as {@code 4.1}. */
    String value();
}
