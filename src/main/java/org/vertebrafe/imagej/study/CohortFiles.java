package org.vertebrafe.imagej.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Labels;
import org.vertebrafe.imagej.ImageFiles;
import org.vertebrafe.io.Loaded;
import org.vertebrafe.io.LoadedCt;
import org.vertebrafe.study.cohort.CohortImages;

/** The images of a cohort in every format that {@link ImageFiles} opens. */
public final class CohortFiles implements CohortImages {

    @Override
    public LoadedCt ct(Path file, TaskExecutor threads, Progress progress) throws IOException {
        return ImageFiles.readCt(file, threads, progress);
    }

    @Override
    public Loaded<Labels> labels(Path file) throws IOException {
        return ImageFiles.readLabels(file);
    }

    @Override
    public List<Path> filesOf(Path ct) throws IOException {
        if (Files.isDirectory(ct)) {
            return filesIn(ct);
        }
        if (!Files.isRegularFile(ct)) {
            throw InputException.of("Image %s does not exist.", ct);
        }
        List<Path> files = new ArrayList<>(List.of(ct));
        if (ImageFiles.isNifti(ct)) {
            Path calibration = ImageFiles.calibrationBeside(ct);
            if (Files.exists(calibration)) {
                files.add(calibration);
            }
            String name = ct.getFileName().toString();
            Path pair = ct.resolveSibling(name.replaceFirst("\\.hdr", ".img").replaceFirst("\\.HDR", ".IMG"));
            if (!pair.equals(ct) && Files.exists(pair)) {
                files.add(pair);
            }
        } else if (!ct.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.tiff?")) {
            // One slice stands for the series in its folder.
            return filesIn(ct.toAbsolutePath().getParent());
        }
        return files;
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
