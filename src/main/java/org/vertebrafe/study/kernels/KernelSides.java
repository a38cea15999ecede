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
        VertebraJob two = new VertebraJob(other.row(), config, images, threads, progress);
        return other.labels.isPresent() || other.seed.isPresent()
                ? of(one, first, two, two.input())
                : transferred(one, first, two);
    }

    /**
     * Reads, calibrates and segments; the other in the reference's segmentation, whatever its own is.
     *
     * @throws org.vertebrafe.base.InputException if the files cannot be used
     * @throws IOException if they cannot be read
     */
    static KernelSides read(VertebraJob reference, VertebraJob other) throws IOException {
        return transferred(reference, reference.input(), other);
    }

    private static KernelSides transferred(VertebraJob reference, AnalysisInput first, VertebraJob other)
            throws IOException {
        VertebraJob moved = other.segmentedAs(reference);
        return of(reference, first, moved, moved.input(grid -> LabelTransfer.onto(first.labels(), grid)));
    }

    private static KernelSides of(VertebraJob one, AnalysisInput first, VertebraJob two, AnalysisInput second) {
        return new KernelSides(
                new KernelComparison.Side(first, one.config()), new KernelComparison.Side(second, two.config()));
    }
}
