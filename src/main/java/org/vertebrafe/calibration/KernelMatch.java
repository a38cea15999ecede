package org.vertebrafe.calibration;

import java.util.Optional;

/**
 * What the table of published equations has for a scan.
 *
 * @param equation the equation that may be offered; empty when none fits
 * @param words why it fits, or why none does, and what to mind
 */
public record KernelMatch(Optional<KernelEquation> equation, String words) {}
