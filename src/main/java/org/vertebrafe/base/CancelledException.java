package org.vertebrafe.base;

/** Thrown by long work that the user cancelled; nothing was changed. */
public final class CancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("Cancelled by the user");
    }
}
