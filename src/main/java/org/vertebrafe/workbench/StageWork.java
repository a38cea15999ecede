package org.vertebrafe.workbench;

import java.util.Map;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.analysis.AnalysisSteps;
import org.vertebrafe.analysis.CalibrationConfig;
import org.vertebrafe.analysis.CalibrationInput;
import org.vertebrafe.analysis.CalibrationResult;
import org.vertebrafe.analysis.CtCalibration;
import org.vertebrafe.analysis.MeshedVertebra;
import org.vertebrafe.analysis.SegmentationReport;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.analysis.SolvedVertebra;
import org.vertebrafe.analysis.StiffVertebra;
import org.vertebrafe.base.Digest;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.image.Labels;
import org.vertebrafe.segmentation.oneclick.SegmentationSettings;
import org.vertebrafe.segmentation.oneclick.VertebraSegmenter;

/** Does one stage, by the same facades that the commands use. */
final class StageWork {

    private static final Settings<CalibrationConfig> CALIBRATION = Settings.of(CalibrationConfig.class);

    private final Work work;
    private final Plan plan;
    private final AnalysisConfig config;
    private final TaskExecutor threads;
    private final Progress progress;

    StageWork(Work work, TaskExecutor threads, Progress progress) {
        this.work = work;
        this.plan = work.plan();
        this.config = plan.effective();
        this.threads = threads;
        this.progress = progress;
    }

    /** The outcome of a stage whose needs are all done. */
    Outcome outcome(Stage stage) {
        return switch (stage) {
            case CT -> new Outcome.Read(read());
            case CALIBRATE -> calibrated();
            case SEGMENT -> labelled();
            case MESH -> meshed();
            case MATERIAL -> stiff();
            case SOLVE -> solved();
            case RESULTS -> finished();
        };
    }

    private CtData read() {
        CtSource source = plan.ct().orElseThrow();
        progress.report("Reading " + source.title(), Double.NaN);
        return source.read(plan.hounsfield());
    }

    private CtData ct() {
        return was(Stage.CT, Outcome.Read.class).ct();
    }

    private <O extends Outcome> O was(Stage stage, Class<O> type) {
        return work.outcome(stage, type).orElseThrow();
    }

    private Outcome.Calibrated calibrated() {
        CalibrationChoice choice = plan.calibration();
        if (!plan.hounsfield() || choice.how() == CalibrationChoice.How.CUSTOM) {
            Optional<SavedCalibration> carried = plan.ct().orElseThrow().carried();
            return new Outcome.Calibrated(
                    carried, Optional.empty(), print("as it is", carried.map(SavedCalibration::toLine)));
        }
        if (choice.how() == CalibrationChoice.How.IMAGE) {
            SavedCalibration carried = plan.ct()
                    .orElseThrow()
                    .carried()
                    .orElseThrow(() -> InputException.of(
                            "No calibration travels with \"%s\": choose another way to calibrate it.", ct().title()));
            return new Outcome.Calibrated(
                    Optional.of(carried), Optional.empty(), print("calibrated", Optional.of(carried.toLine())));
        }
        CalibrationInput input = CalibrationInput.of(ct().volume(), ct().scan());
        if (choice.marked() && choice.how() == CalibrationChoice.How.PHANTOM) {
            input = input.withRods(plan.ct().orElseThrow().rods());
        }
        CalibrationConfig settings =
                CALIBRATION.with(choice.config(), Map.of("method", choice.how().id()));
        CalibrationResult result = CtCalibration.run(input, settings, threads, progress);
        String line = result.saved().toLine();
        // As it is read again from the image's Info, where the commands find it.
        SavedCalibration saved = SavedCalibration.ofJson(line, "The calibration");
        return new Outcome.Calibrated(Optional.of(saved), Optional.of(result), print("calibrated", Optional.of(line)));
    }

    private static String print(String kind, Optional<String> line) {
        return new Digest().add(kind).add(line.orElse("")).hex();
    }

    private Outcome.Labelled labelled() {
        CtData ct = ct();
        Optional<SegmentationReport> report = Optional.empty();
        Labels labels;
        if (plan.labels().isPresent()) {
            labels = plan.labels().get().read(ct);
            if (labels.counts().keySet().stream().allMatch(label -> label == 0)) {
                throw InputException.of(
                        "Label map \"%s\" is empty: it has no voxel above 0. Choose another, or click into the vertebral"
                                + " body.",
                        plan.labels().get().title());
            }
        } else if (!plan.hounsfield()) {
            throw new InputException(
                    "An image of density cannot be segmented from a click: choose a label map that is open.");
        } else {
            Vec3 point = plan.seed().orElseThrow().position();
            report = Optional.of(new SegmentationReport(
                    VertebraSegmenter.segment(
                            ct.volume(),
                            point,
                            config.region().equals("body") ? SegmentationSettings.BODY : SegmentationSettings.WHOLE,
                            threads,
                            progress),
                    point));
            labels = report.get().segmentation().labels();
        }
        Digest digest = new Digest();
        for (int at = 0; at < labels.grid().voxels(); at++) {
            digest.add(labels.get(at));
        }
        return new Outcome.Labelled(labels, report, digest.hex());
    }

    private Outcome.Meshed meshed() {
        CtData ct = ct();
        Outcome.Calibrated calibrated = was(Stage.CALIBRATE, Outcome.Calibrated.class);
        Outcome.Labelled labelled = was(Stage.SEGMENT, Outcome.Labelled.class);
        AnalysisInput input = new AnalysisInput(
                ct.title(),
                ct.volume(),
                labelled.labels(),
                Optional.empty(),
                ct.acquisition(),
                calibrated.carried(),
                ct.warnings());
        MeshedVertebra vertebra = AnalysisSteps.mesh(input, config, threads, progress);
        Map<String, Object> values = Plan.values(config);
        Digest digest = new Digest()
                .add(vertebra.fingerprint())
                .add(ct.fingerprint())
                .add(calibrated.fingerprint())
                .add(labelled.fingerprint());
        // Those that decide what the densities mean.
        for (String name : new String[] {"input", "calibration", "densityKind"}) {
            digest.add(values.get(name).toString());
        }
        return new Outcome.Meshed(input, vertebra, digest.hex());
    }

    private Outcome.Stiff stiff() {
        Outcome.Meshed meshed = was(Stage.MESH, Outcome.Meshed.class);
        StiffVertebra vertebra = AnalysisSteps.material(meshed.vertebra(), config, threads, progress);
        return new Outcome.Stiff(
                vertebra,
                new Digest()
                        .add(vertebra.fingerprint())
                        .add(meshed.fingerprint())
                        .hex());
    }

    private Outcome.Solved solved() {
        Outcome.Stiff stiff = was(Stage.MATERIAL, Outcome.Stiff.class);
        SolvedVertebra vertebra = AnalysisSteps.solve(stiff.vertebra(), config, threads, progress);
        return new Outcome.Solved(
                vertebra,
                new Digest()
                        .add(vertebra.fingerprint())
                        .add(stiff.fingerprint())
                        .hex());
    }

    private Outcome.Finished finished() {
        AnalysisInput input = was(Stage.MESH, Outcome.Meshed.class).input();
        Outcome.Solved solved = was(Stage.SOLVE, Outcome.Solved.class);
        AnalysisResult result = AnalysisSteps.result(input, config, solved.vertebra());
        return new Outcome.Finished(
                result,
                new Digest()
                        .add(solved.fingerprint())
                        .add(Plan.values(config).toString())
                        .hex());
    }
}
