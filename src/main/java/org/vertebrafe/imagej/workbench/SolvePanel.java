package org.vertebrafe.imagej.workbench;

import java.util.Locale;
import javax.swing.JLabel;
import org.vertebrafe.fem.linalg.LinearSolver;
import org.vertebrafe.workbench.Outcome;
import org.vertebrafe.workbench.Stage;
import org.vertebrafe.workbench.Work;

/** The equations. */
final class SolvePanel extends StagePanel {

    private final SettingForm advanced;

    SolvePanel(Bench bench) {
        super(bench, Stage.SOLVE);
        advanced = new SettingForm(bench, Stage.SOLVE.shows(), true);
        build(
                "Finds how the vertebra deforms. Seconds for most meshes, a minute or two for the finest; Stop ends it at"
                        + " once.",
                new JLabel(),
                advanced);
    }

    @Override
    String action() {
        return "Solve";
    }

    @Override
    String words(Work work) {
        return work.outcome(Stage.SOLVE, Outcome.Solved.class)
                .map(done -> {
                    LinearSolver.Report report = done.vertebra().solver();
                    return String.format(
                            Locale.ROOT,
                            "Solved in %d iterations to a residual of %.1e (%.1f s).%nForce at %.2f mm compression: %,.0f N;"
                                    + " the two ends differ by %.1e.",
                            report.iterations(),
                            report.relativeResidual(),
                            work.done().get(Stage.SOLVE).seconds(),
                            done.vertebra().test().displacement(),
                            done.vertebra().test().force(),
                            done.vertebra().test().imbalance());
                })
                .orElse("");
    }

    @Override
    String summary(Work work) {
        return work.outcome(Stage.SOLVE, Outcome.Solved.class)
                .map(done -> done.vertebra().solver().iterations() + " iterations")
                .orElse("");
    }

    @Override
    void preview(Work work) {
        bench().ct().ifPresent(ct -> work.outcome(Stage.MATERIAL, Outcome.Stiff.class)
                .ifPresent(done -> Previews.map(ct, done.vertebra().modulusMap(), "MPa", 0.7)));
    }

    @Override
    void refreshFields(Work work) {
        advanced.refresh();
    }
}
