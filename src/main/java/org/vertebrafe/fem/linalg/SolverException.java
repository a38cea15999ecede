package org.vertebrafe.fem.linalg;

/** A system that could not be solved to the residual asked for; the message says how far it came and what to try. */
public final class SolverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SolverException(String message) {
        super(message);
    }
}
