package org.vertebrafe.base;

import java.util.Locale;

/**
 * Input that cannot be used as it is. The message is written for the user: it names the value, its unit, the limit and
 * what to do about it.
 */
public final class InputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message complete message for the user */
    public InputException(String message) {
        super(message);
    }

    /**
     * @param message complete message for the user
     * @param cause what went wrong below
     */
    public InputException(String message, Throwable cause) {
        super(message, cause);
    }

    /** An exception whose message is {@code String.format(Locale.ROOT, format, arguments)}. */
    public static InputException of(String format, Object... arguments) {
        return new InputException(String.format(Locale.ROOT, format, arguments));
    }
}
