package org.vertebrafe.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The image of a vertebra on the command line: a CT or an image of density. */
final class ImageOptions {

    @Option(
            names = "--ct",
            paramLabel = "FILE",
            description = "CT in HU, or the folder of its DICOM series; its density needs --calibration.")
    private Path ct;

    @Option(names = "--density", paramLabel = "FILE", description = "Image of bone density in mg/cm3.")
    private Path density;

    /** Whether the image is a CT in HU. */
    boolean isCt() {
        return ct != null;
    }

    /** The file or folder. */
    Path file() {
        return ct != null ? ct : density;
    }
}
