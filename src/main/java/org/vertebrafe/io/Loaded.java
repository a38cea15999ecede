package org.vertebrafe.io;

import java.util.List;

/**
 * What a file held, and what had to be assumed to read it.
 *
 * @param image the image or label map
 * @param warnings complete sentences for the user, each naming the file; empty when nothing was assumed
 * @param <T> kind of image
 */
public record Loaded<T>(T image, List<String> warnings) {

    public Loaded {
        warnings = List.copyOf(warnings);
    }
}
