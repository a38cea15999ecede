package org.vertebrafe.workbench;

/**
 * How it stands with a stage, and why.
 *
 * @param light the state
 * @param reason what is missing, what has changed or why it failed, in a sentence; empty when done
 */
public record StageStatus(Light light, String reason) {}
