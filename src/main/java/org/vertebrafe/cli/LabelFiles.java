package org.vertebrafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Labels;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.io.SafeFiles;

/**
 * A label map and the report on it that lies beside it.
 *
 * @param labels NIfTI
 * @param report JSON
 */
record LabelFiles(Path labels, Path report) {

    /**
     * The files of a name given on the command line.
     *
     * @throws InputException if it is no NIfTI name
     */
    static LabelFiles of(Path labels) {
        String name = labels.getFileName().toString();
        String plain = name.replaceFirst("(?i)\\.nii(\\.gz)?$", "");
        if (plain.equals(name)) {
            throw InputException.of("Label file %s: its name must end in .nii or .nii.gz.", labels);
        }
        return new LabelFiles(labels, labels.resolveSibling(plain + ".json"));
    }

    void write(Labels map, String json, Progress progress) throws IOException {
        if (labels.toAbsolutePath().getParent() != null) {
            Files.createDirectories(labels.toAbsolutePath().getParent());
        }
        Nifti.write(map, labels, progress);
        SafeFiles.writeText(report, json);
    }

    /** Says where they are. */
    void print(PrintWriter terminal) {
        terminal.printf("  %-22s %s%n", "Labels", labels);
        terminal.printf("  %-22s %s%n", "Report", report);
        terminal.flush();
    }
}
