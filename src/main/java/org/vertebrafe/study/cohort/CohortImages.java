package org.vertebrafe.study.cohort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Labels;
import org.vertebrafe.io.Loaded;
import org.vertebrafe.io.LoadedCt;

/** How a cohort reads its images, in all formats that the program around it knows. */
public interface CohortImages {

    /** Reads a CT in HU or an image of density. */
    LoadedCt ct(Path file, TaskExecutor threads, Progress progress) throws IOException;

    /** Reads a label map. */
    Loaded<Labels> labels(Path file) throws IOException;

    /** All files that decide what {@link #ct} gives: the image's own and what travels beside it. */
    List<Path> filesOf(Path ct) throws IOException;
}
