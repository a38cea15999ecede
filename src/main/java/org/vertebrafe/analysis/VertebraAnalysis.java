package org.vertebrafe.analysis;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;

/**
 * The main job: from an image and a label map to the stiffness and strength of a vertebra. Commands, scripts and the
 * command line all come through here.
 */
public final class VertebraAnalysis {

    private VertebraAnalysis() {}

    /**
     * Analyses one vertebra.
     *
     * @param input its images
     * @param config what is decided beside them
     * @param threads the caller's threads; the result does not depend on how many
     * @param progress told of each stage, polled for cancel
     * @throws org.vertebrafe.base.InputException if images or configuration cannot be used, with what to do about it
     * @throws org.vertebrafe.base.CancelledException if cancelled
     */
    public static AnalysisResult run(
            AnalysisInput input, AnalysisConfig config, TaskExecutor threads, Progress progress) {
        MeshedVertebra meshed = AnalysisSteps.mesh(input, config, threads, progress);
        StiffVertebra stiff = AnalysisSteps.material(meshed, config, threads, progress);
        SolvedVertebra solved = AnalysisSteps.solve(stiff, config, threads, progress);
        return AnalysisSteps.result(input, config, solved);
    }
}
