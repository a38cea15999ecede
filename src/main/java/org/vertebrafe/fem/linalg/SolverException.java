package org.vertebrafe.fem.linalg;

import java.util.Locale;

/** A system that could not be solved to the residual asked for; the message says how far it came and what to try. */
public final class SolverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SolverException(String message) {
        super(message);
    }

    /** A residual that double precision does not allow. */
    static SolverException rounding(double reached, double asked) {
        return new SolverException(String.format(
                Locale.ROOT,
                "Relative residual %.2e is what double precision allows for this model, %.1e asked for: accept"
                        + " more, raise the modulus floor or look for loosely attached parts in the labels.",
                reached,
                asked));
    }
}
