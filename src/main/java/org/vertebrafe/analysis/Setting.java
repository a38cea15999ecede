package org.vertebrafe.analysis;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a component of a configuration record, once, for all who show or read it: dialog, macro, command line and
 * JSON are made from it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /** Name for a person; a dialog adds the unit. */
    String label();

    /** Unit, or empty. */
    String unit() default "";

    /** The value when nothing is said, as text. */
    String byDefault();

    /** Smallest value allowed, for numbers. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Largest value allowed, for numbers. */
    double max() default Double.POSITIVE_INFINITY;

    /** The values allowed, for texts; none: any. */
    String[] choices() default {};

    /** What it does and when to change it, in full sentences. */
    String help();

    /** Whether only experts change it: left out of dialogs, not of macros, JSON and the command line. */
    boolean expert() default false;

    /** Whether a text is the path of a file. */
    boolean file() default false;
}
