package org.vertebrafe.imagej;

import java.io.IOException;
import java.nio.file.Path;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.io.Nifti;

/** The real images that tests read; a test fails when they are missing. */
public final class SharedImages {

    private SharedImages() {}

    public static Volume volume(String file) throws IOException {
        return Nifti.readVolume(path(file)).image();
    }

    public static Labels labels(String file) throws IOException {
        return Nifti.readLabels(path(file)).image();
    }

    private static Path path(String file) {
        return Path.of("../shared/data").resolve(file);
    }
}
