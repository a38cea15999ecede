package org.vertebrafe.study.kernels;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.study.cohort.CohortImages;
import org.vertebrafe.study.cohort.CohortRow;
import org.vertebrafe.study.cohort.VertebraJob;

/**
 * Both reconstructions of a comparison, read from files.
 *
 * @param reference calibrated and segmented
 * @param other calibrated; in labels of its own or in the reference's
 */
public record KernelSides(KernelComparison.Side reference, KernelComparison.Side other) {

    /**
     * The files of one reconstruction.
     *
     * @param name in the result
     * @param image CT in HU
     * @param labels label map on its grid, if there is one
     * @param seed in the vertebral body, LPS mm, to segment from where there is no label map
     * @param calibration as the column of {@link org.vertebrafe.study.cohort.CohortTable}; empty: the configuration's
     */
    public record Files(String name, Path image, Optional<Path> labels, Optional<Vec3> seed, String calibration) {

        private CohortRow row() {
            return new CohortRow(
                    1, name, "", "", "", "", "", image, labels, Optional.empty(), seed, calibration, Double.NaN);
        }
    }

    /**
     * Reads, calibrates and segments.
     *
     * @param reference with labels or a seed
     * @param other with neither: it gets the reference's labels
     * @throws org.vertebrafe.base.InputException if the files cannot be used
     * @throws IOException if they cannot be read
     */
    public static KernelSides read(
            Files reference,
            Files other,
            AnalysisConfig config,
            CohortImages images,
            TaskExecutor threads,
            Progress progress)
            throws IOException {
        progress.report("Reading " + reference.name, Double.NaN);
        VertebraJob one = new VertebraJob(reference.row(), config, images, threads, progress);
        AnalysisInput first = one.input();
        progress.report("Reading " + other.name, Double.NaN);
        boolean own = other.labels.isPresent() || other.seed.isPresent();
        Files files =
                own ? other : new Files(other.name, other.image, reference.labels, reference.seed, other.calibration);
        VertebraJob two = new VertebraJob(files.row(), config, images, threads, progress);
        AnalysisInput second = own ? two.input() : two.input(grid -> LabelTransfer.onto(first.labels(), grid));
        return new KernelSides(
                new KernelComparison.Side(first, one.config()), new KernelComparison.Side(second, two.config()));
    }
}
