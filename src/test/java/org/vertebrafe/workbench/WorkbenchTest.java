package org.vertebrafe.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.analysis.Phantom;
import org.vertebrafe.analysis.ResultRow;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.analysis.VertebraAnalysis;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Volume;

class WorkbenchTest {

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    private static final Map<String, String> LINE =
            Map.of("calibrationSlope", "0.0007", "calibrationIntercept", "0.01");

    private final StubCt ct = new StubCt(Phantom.hu());
    private final StubLabels labels = new StubLabels(Phantom.labels(label -> label));
    private final Workbench bench = new Workbench();
    private final List<Stage> ran = new ArrayList<>();

    WorkbenchTest() {
        bench.plan(plan -> plan.with(ct)
                .with((LabelSource) labels)
                .with(CalibrationChoice.DEFAULT.with(CalibrationChoice.How.CUSTOM))
                .with(SETTINGS.with(plan.analysis(), LINE)));
        bench.onChange(work -> work.running().ifPresent(ran::add));
    }

    @Test
    void doesAllStagesInOrder() {
        assertThat(lights()).containsOnly(Light.TO_DO);
        assertThat(run(Stage.RESULTS)).isEqualTo(Workbench.Ending.DONE);
        assertThat(ran).containsExactly(Stage.values());
        assertThat(lights()).containsOnly(Light.DONE);
        assertThat(row(bench)).isEqualTo(ResultRow.of(afresh(bench.work().plan().effective())));
    }

    @Test
    void saysWhatIsMissing() {
        Workbench empty = new Workbench();
        assertThat(empty.work().status(Stage.CT).reason()).contains("No CT is chosen");
        assertThat(empty.work().status(Stage.MESH).reason()).isEqualTo("First: CT, Calibrate, Segment.");
        bench.plan(plan -> plan.withoutLabels());
        run(Stage.CT);
        assertThat(bench.work().status(Stage.SEGMENT))
                .isEqualTo(new StageStatus(
                        Light.TO_DO, "No point yet: click into the middle of the vertebral body in the CT."));
        assertThat(run(Stage.RESULTS)).isEqualTo(Workbench.Ending.FAILED);
        assertThat(bench.work().light(Stage.CALIBRATE)).isEqualTo(Light.DONE);
    }

    /** Each declared setting, whichever stage it belongs to: what is done again must be all that depends on it. */
    @ParameterizedTest
    @CsvSource({"hex8,study,0", "hex8,plates-free,0", "tet4,study,2.5"})
    void aChangedSettingGivesWhatANewAnalysisGives(String mesh, String bc, String size) {
        bench.plan(plan -> plan.with("mesh", mesh).with("bc", bc).with("elementSize", size));
        assertThat(run(Stage.RESULTS)).isEqualTo(Workbench.Ending.DONE);
        AnalysisConfig base = bench.work().plan().analysis();
        int different = 0;
        for (Settings.Item item : SETTINGS.items()) {
            String value = other(item, SETTINGS.values(base).get(item.name()));
            if (value.isEmpty()) {
                continue;
            }
            bench.plan(plan -> plan.with(SETTINGS.with(base, Map.of(item.name(), value))));
            Optional<AnalysisResult> afresh = tried(bench.work().plan().effective());
            boolean done = run(Stage.RESULTS) == Workbench.Ending.DONE;
            assertThat(done).as(item.name() + " = " + value).isEqualTo(afresh.isPresent());
            if (done) {
                different++;
                assertThat(row(bench)).as(item.name() + " = " + value).isEqualTo(ResultRow.of(afresh.get()));
                assertThat(bench.work()
                                .outcome(Stage.RESULTS, Outcome.Finished.class)
                                .orElseThrow()
                                .warnings())
                        .as(item.name() + " = " + value)
                        .isEqualTo(afresh.get().warnings());
            }
        }
        assertThat(different).isGreaterThan(20);
    }

    /** Another allowed value of a setting; empty for those that other tests cover. */
    private static String other(Settings.Item item, Object value) {
        return switch (item.name()) {
            case "input", "calibration", "calibrationFile", "labelRoles", "level", "labelPreset" -> "";
            case "elementSize" -> "2.2";
            case "maxIterations", "threads" -> "2000"
                    .substring(item.name().equals("threads") ? 3 : 0)
                    .replace("0", "1");
            case "densityKind" -> "ha";
            case "capThickness" -> "3";
            default -> {
                List<String> choices =
                        new ArrayList<>(List.of(item.declaration().choices()));
                choices.remove(value.toString());
                choices.remove("ogo128");
                choices.remove("labels");
                if (!choices.isEmpty()) {
                    yield choices.get(choices.size() - 1);
                }
                double number = ((Number) value).doubleValue();
                yield item.type() == int.class
                        ? Integer.toString((int) number / 2 + 3)
                        : Double.toString(number == 0 ? 0.4 : number * 0.9);
            }
        };
    }

    @Test
    void onlyWhatDependsOnAChangeIsDoneAgain() {
        run(Stage.RESULTS);
        change("compression", "3");
        assertThat(bench.work().status(Stage.SOLVE))
                .isEqualTo(new StageStatus(Light.STALE, "Compression changed from 2 to 3 % of body height."));
        assertThat(bench.work().status(Stage.RESULTS).reason()).isEqualTo("Solve has to be done again first.");
        assertThat(again()).containsExactly(Stage.SOLVE, Stage.RESULTS);
        change("law", "kopperdahl2002");
        assertThat(again()).containsExactly(Stage.MATERIAL, Stage.SOLVE, Stage.RESULTS);
        change("strength", "pistoia");
        assertThat(again()).containsExactly(Stage.RESULTS);
        change("threads", "1");
        assertThat(again()).containsExactly(Stage.RESULTS);
        change("calibrationSlope", "0.0008");
        assertThat(bench.work().light(Stage.SEGMENT)).isEqualTo(Light.DONE);
        assertThat(again()).doesNotContain(Stage.CT, Stage.SEGMENT).contains(Stage.CALIBRATE, Stage.MESH, Stage.SOLVE);
    }

    @Test
    void aChangeThatIsTakenBackLeavesAllDone() {
        run(Stage.RESULTS);
        change("mesh", "tet10");
        assertThat(bench.work().light(Stage.MESH)).isEqualTo(Light.STALE);
        change("mesh", "hex8");
        assertThat(lights()).containsOnly(Light.DONE);
    }

    @Test
    void whatGivesTheSameKeepsLaterStagesDone() {
        run(Stage.RESULTS);
        change("elementSize", "1");
        assertThat(again()).as("voxels of 1 mm are voxels of 1 mm").containsExactly(Stage.MESH, Stage.RESULTS);
        change("bins", "7");
        assertThat(again()).as("bins are not used").containsExactly(Stage.MATERIAL, Stage.RESULTS);
        labels.labels = Phantom.labels(label -> label);
        assertThat(again()).isEmpty();
    }

    @Test
    void seesThatTheImageWasChanged() {
        run(Stage.RESULTS);
        float[] values = ct.volume.values().clone();
        values[values.length / 2] += 1;
        Volume before = ct.volume;
        ct.volume = new Volume(before.grid(), values);
        bench.look();
        assertThat(bench.work().status(Stage.CT))
                .isEqualTo(new StageStatus(Light.STALE, "The CT is another one, or its pixels were changed."));
        assertThat(bench.work().light(Stage.RESULTS)).isEqualTo(Light.STALE);
        ct.volume = before;
        bench.look();
        assertThat(lights()).containsOnly(Light.DONE);
    }

    @Test
    void anImageClosedHalfWayIsSaidAndTheResultKept() {
        run(Stage.SEGMENT);
        run(Stage.CALIBRATE);
        ct.open = false;
        assertThat(run(Stage.RESULTS)).isEqualTo(Workbench.Ending.FAILED);
        assertThat(bench.work().status(Stage.CT))
                .isEqualTo(new StageStatus(Light.FAILED, "The CT \"stub\" was closed: open it again."));
        assertThat(bench.work().light(Stage.SEGMENT)).isEqualTo(Light.STALE);
        StubCt again = new StubCt(ct.volume);
        bench.plan(
                plan -> new Plan(Optional.of(again), plan.calibration(), plan.seed(), plan.labels(), plan.analysis()));
        assertThat(again()).containsExactly(Stage.MESH, Stage.MATERIAL, Stage.SOLVE, Stage.RESULTS);
    }

    @Test
    void emptyLabelsAreRefusedAndAnotherMapIsTaken() {
        labels.labels = Phantom.labels(label -> 0);
        assertThat(run(Stage.RESULTS)).isEqualTo(Workbench.Ending.FAILED);
        assertThat(bench.work().status(Stage.SEGMENT).light()).isEqualTo(Light.FAILED);
        assertThat(bench.work().status(Stage.SEGMENT).reason()).contains("\"stub labels\" is empty");
        labels.labels = Phantom.labels(label -> label);
        bench.look();
        assertThat(bench.work().light(Stage.SEGMENT)).isEqualTo(Light.TO_DO);
        assertThat(run(Stage.RESULTS)).isEqualTo(Workbench.Ending.DONE);
    }

    @Test
    void aClickBesideBoneFailsWithTheReasonAndAnotherMayFollow() {
        bench.plan(plan -> plan.with(new Seed(new org.vertebrafe.base.Vec3(0, 0, 0), Phantom.GRID.toPatient(0, 0, 0))));
        assertThat(run(Stage.RESULTS)).isEqualTo(Workbench.Ending.FAILED);
        assertThat(bench.work().light(Stage.SEGMENT)).isEqualTo(Light.FAILED);
        assertThat(bench.work().status(Stage.SEGMENT).reason()).isNotBlank();
        bench.plan(plan -> plan.with((LabelSource) labels));
        assertThat(run(Stage.RESULTS)).isEqualTo(Workbench.Ending.DONE);
    }

    @Test
    void noPhantomInViewFailsWithTheRemedy() {
        bench.plan(plan -> plan.with(CalibrationChoice.DEFAULT));
        assertThat(run(Stage.RESULTS)).isEqualTo(Workbench.Ending.FAILED);
        assertThat(bench.work().light(Stage.CALIBRATE)).isEqualTo(Light.FAILED);
        assertThat(bench.work().light(Stage.CT)).isEqualTo(Light.DONE);
        bench.plan(plan -> plan.with(CalibrationChoice.DEFAULT.with(CalibrationChoice.How.CUSTOM)));
        assertThat(run(Stage.RESULTS)).isEqualTo(Workbench.Ending.DONE);
    }

    @Test
    void cancelledAtAnyStageItGoesOnWhereItWas() {
        for (Stage stage : Stage.values()) {
            Progress cancelled = new Progress() {
                @Override
                public void report(String what, double fraction) {
                    // Nobody listens.
                }

                @Override
                public boolean isCancelled() {
                    return bench.work().running().filter(stage::equals).isPresent();
                }
            };
            assertThat(bench.run(Stage.RESULTS, TaskExecutors.singleThreaded(), cancelled))
                    .isEqualTo(Workbench.Ending.CANCELLED);
            assertThat(bench.work().running()).isEmpty();
            assertThat(bench.work().light(stage)).isEqualTo(Light.TO_DO);
            assertThat(run(stage)).isEqualTo(Workbench.Ending.DONE);
        }
        assertThat(row(bench)).isEqualTo(ResultRow.of(afresh(bench.work().plan().effective())));
    }

    @Test
    void everySettingHasOnePlace() {
        Set<String> shown = new java.util.HashSet<>();
        for (Stage stage : Stage.values()) {
            stage.shows().forEach(name -> assertThat(shown.add(name)).as(name).isTrue());
        }
        shown.addAll(
                List.of("calibration", "calibrationSlope", "calibrationIntercept", "calibrationFile", "densityKind"));
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        SETTINGS.items().stream().map(Settings.Item::name).toList());
    }

    private Workbench.Ending run(Stage goal) {
        return bench.run(goal, TaskExecutors.singleThreaded(), Progress.NONE);
    }

    private List<Stage> again() {
        ran.clear();
        assertThat(run(Stage.RESULTS)).isEqualTo(Workbench.Ending.DONE);
        return List.copyOf(ran);
    }

    private void change(String setting, String value) {
        bench.plan(plan -> plan.with(setting, value));
    }

    private Set<Light> lights() {
        Set<Light> lights = EnumSet.noneOf(Light.class);
        Arrays.stream(Stage.values()).forEach(stage -> lights.add(bench.work().light(stage)));
        return lights;
    }

    private static Map<String, Object> row(Workbench bench) {
        return ResultRow.of(bench.work()
                .current(Stage.RESULTS, Outcome.Finished.class)
                .orElseThrow()
                .result());
    }

    private Optional<AnalysisResult> tried(AnalysisConfig config) {
        try {
            return Optional.of(afresh(config));
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    private AnalysisResult afresh(AnalysisConfig config) {
        AnalysisInput input = new AnalysisInput("stub", ct.volume, labels.labels, Optional.empty(), List.of());
        return VertebraAnalysis.run(input, config, TaskExecutors.singleThreaded(), Progress.NONE);
    }
}
