/**
 * Statistics of method comparison and diagnosis on plain numbers. A value that is missing is NaN: it is left out,
 * pairwise where values belong together, and counted. Every result says how many values it rests on, how many were
 * missing and by which method it was found. What cannot be computed, such as the spread of values that are all equal,
 * is an {@link org.vertebrafe.base.InputException} that says why; no result holds NaN. Intervals are of 95 % and tests
 * two-sided. Distributions, regression and analysis of variance come from Apache Commons Math.
 */
package org.vertebrafe.study.stats;
