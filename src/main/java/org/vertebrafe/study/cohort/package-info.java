/**
 * Cohorts: every vertebra of a table analysed, one after the other, with a store of results that survives a crash and
 * computes nothing twice.
 */
package org.vertebrafe.study.cohort;
