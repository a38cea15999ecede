package org.vertebrafe.study;

/**
 * A picture of a report.
 *
 * @param name of its files, without ending
 * @param caption a sentence
 * @param svg an svg element
 */
public record Figure(String name, String caption, String svg) {}
