package org.vertebrafe.io;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file could not be written: names it and says why in words for the user. */
public final class NotWrittenException extends IOException {

    private static final long serialVersionUID = 1;

    /** What systems say of a disk, or a user's share of it, that is full. */
    private static final String FULL =
            "(?is).*(no space left|not enough space|disk full|disk is full|quota exceeded|file too large).*";

    private final transient Path file;
    private final String reason;

    NotWrittenException(Path file, Throwable cause) {
        this(file, reason(cause), cause);
    }

    private NotWrittenException(Path file, String reason, Throwable cause) {
        super(
                "Cannot write " + file + ": " + reason + " A file of this name that was there before is as it was.",
                cause);
        this.file = file;
        this.reason = reason;
    }

    /** The same about the file that this was to become in another folder. */
    NotWrittenException moved(Path from, Path to) {
        Path there = file.startsWith(from) ? to.resolve(from.relativize(file)) : file;
        return new NotWrittenException(there, reason, getCause());
    }

    private static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String said = root instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(root.getMessage());
        if (said.matches(FULL)) {
            return "no space is left on the disk. Free some, or write to another one.";
        }
        return root.getClass().getSimpleName() + (root.getMessage() == null ? "." : ", " + root.getMessage() + ".");
    }
}
