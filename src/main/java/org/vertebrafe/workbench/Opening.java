package org.vertebrafe.workbench;

import java.util.Optional;

/**
 * How an image is opened again.
 *
 * @param command that opens it; empty where it came from a file that ImageJ opens, or nobody knows
 * @param output name of the command's output that it is
 * @param file it came from; empty where it came from none
 */
public record Opening(Optional<Action> command, String output, Optional<String> file) {

    /** Nobody knows. */
    public static final Opening UNKNOWN = new Opening(Optional.empty(), "", Optional.empty());

    /** Opened by ImageJ from a file. */
    public static Opening file(String path) {
        return new Opening(Optional.empty(), "", Optional.of(path));
    }
}
