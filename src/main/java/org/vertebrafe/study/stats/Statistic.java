package org.vertebrafe.study.stats;

/** What every result of a statistical method tells beside its numbers. */
public interface Statistic {

    /** How many values, or pairs of values, it rests on. */
    int n();

    /** How many were left out because a value was missing. */
    int missing();

    /** How it was found, with its source: a sentence for the foot of a table. */
    String method();
}
