package org.vertebrafe.study.kernels;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.base.Progress;
import org.vertebrafe.study.cohort.CohortImages;
import org.vertebrafe.study.cohort.CohortResult;
import org.vertebrafe.study.cohort.CohortRow;
import org.vertebrafe.study.cohort.Piece;
import org.vertebrafe.study.cohort.VertebraJob;
import org.vertebrafe.study.cohort.VertebraTask;

/**
 * One vertebra of a cohort in two reconstructions, whose difference is to be taken apart.
 *
 * @param reference whose calibration, image and segmentation things are swapped in
 * @param other the reconstruction that they are taken from
 * @param config of all analyses
 * @param images reads the files
 * @param threads for the work within
 * @param progress polled for cancel
 */
record KernelPair(
        CohortRow reference,
        CohortRow other,
        AnalysisConfig config,
        CohortImages images,
        TaskExecutor threads,
        Progress progress)
        implements Piece {

    private static final String REFERENCE = "reference";
    private static final String OTHER = "other";

    @Override
    public String name() {
        return String.join(" ", reference.id(), reference.level()).strip();
    }

    @Override
    public String key() {
        return VertebraTask.keyOf("difference of two kernels", List.of(reference, other), config, images);
    }

    @Override
    public CohortResult compute() throws IOException {
        return compute(
                new VertebraJob(reference, config, images, threads, progress),
                new VertebraJob(other, config, images, threads, progress),
                threads,
                progress);
    }

    private static CohortResult compute(
            VertebraJob reference, VertebraJob other, TaskExecutor threads, Progress progress) throws IOException {
        KernelSides sides = KernelSides.read(reference, other);
        return PairNumbers.of(
                KernelComparison.compare(sides.reference(), sides.other(), KernelOptions.PLAIN, threads, progress));
    }

    @Override
    public String task(String key) {
        JsonObject json = new JsonObject();
        json.addProperty(REFERENCE, VertebraTask.of(reference, config, images));
        json.addProperty(OTHER, VertebraTask.of(other, config, images));
        return json.toString();
    }

    /** Whether a task is one of these and not one of {@link VertebraTask}. */
    static boolean isTask(JsonObject task) {
        return task.has(REFERENCE);
    }

    static String run(JsonObject task, CohortImages images, TaskExecutor threads) {
        return VertebraTask.answer(() -> compute(
                VertebraTask.open(task.get(REFERENCE).getAsString(), images, threads),
                VertebraTask.open(task.get(OTHER).getAsString(), images, threads),
                threads,
                Progress.NONE));
    }
}
