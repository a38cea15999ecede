package org.vertebrafe.imagej.plain;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.module.Module;
import org.vertebrafe.analysis.CalibrationConfig;
import org.vertebrafe.analysis.CalibrationResult;
import org.vertebrafe.analysis.ResultRow;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.cli.Program;
import org.vertebrafe.command.ScriptRunner;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.image.VoxelOrder;
import org.vertebrafe.imagej.CarriedCalibration;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.TiffFiles;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.imagej.calibrate.RodRois;
import org.vertebrafe.imagej.workbench.ImageCt;
import org.vertebrafe.imagej.workbench.ImageLabels;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.synthetic.SampleScan;
import org.vertebrafe.synthetic.SyntheticScan;
import org.vertebrafe.workbench.Action;
import org.vertebrafe.workbench.CalibrationChoice;
import org.vertebrafe.workbench.Outcome;
import org.vertebrafe.workbench.Scripts;
import org.vertebrafe.workbench.Seed;
import org.vertebrafe.workbench.Stage;
import org.vertebrafe.workbench.Workbench;

/** The Groovy script and the shell's lines that the workbench gives do again what was done, to the last bit. */
@DisabledOnOs(OS.WINDOWS)
class WorkbenchScriptsTest {

    private static final Path PATIENT = Path.of("test-images/virtual-patient-b40f-ct.nii.gz");

    private static final Set<String> FILES = Set.of("--labels", "--image-calibration", "--rods", "--out");

    @RegisterExtension
    static final ScriptRunner SCRIPT_RUNNER = new ScriptRunner();

    /** A name that every language has to quote. */
    @TempDir
    private Path folder;

    private Path odd;

    private final Workbench bench = new Workbench();

    @BeforeEach
    void prepare() throws IOException {
        ResultsTable.getResultsTable().reset();
        odd = Files.createDirectory(folder.resolve("Ann's $HOME \"1\""));
    }

    @Test
    void aPhantomAndAClickInNiftiOfAnotherOrder() throws Exception {
        Path file = odd.resolve("a scan.nii.gz");
        Nifti.write(turned(Nifti.readVolume(PATIENT, Progress.NONE).image()), file, Progress.NONE);
        ImageCt ct = new ImageCt(OpenNifti.open(file));
        bench.plan(plan -> plan.with(ct)
                .with(CalibrationChoice.DEFAULT)
                .with("elementSize", "4")
                .with("law", "kopperdahl2002"));
        run(Stage.CALIBRATE);
        VoxelGrid grid = ct.stack().orElseThrow().volume().grid();
        // The middle of L2 in the virtual patient.
        Vec3 voxel = grid.toVoxel(new Vec3(-3, 12, -410));
        Vec3 whole = new Vec3(Math.rint(voxel.x()), Math.rint(voxel.y()), Math.rint(voxel.z()));
        bench.plan(plan -> plan.with(new Seed(whole, grid.toPatient(whole.x(), whole.y(), whole.z()))));
        run(Stage.RESULTS);
        groovy();
        shell();
    }

    @Test
    void labelsAndACalibrationThatTravelsInTiff() throws Exception {
        SyntheticScan scan;
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(2)) {
            scan = SampleScan.create(threads, Progress.NONE);
        }
        ImageCt ct = new ImageCt(saved(VolumeImages.image(scan.hu(), "ct", "HU", ColourTable.GRAYS, "")));
        ImagePlus map = saved(VolumeImages.image(scan.labels(), "labels", ""));
        bench.plan(plan -> plan.with(ct)
                .with(new CalibrationChoice(
                        CalibrationChoice.How.EQUATION,
                        Settings.of(CalibrationConfig.class)
                                .with(CalibrationConfig.defaults(), Map.of("equation", "b70f")),
                        false))
                .with(new ImageLabels(map, ct))
                .with("elementSize", "4")
                .with("region", "body"));
        run(Stage.RESULTS);
        groovy();
        shell();
        SavedCalibration line = calibrated().carried().orElseThrow();
        // Now it travels with the open image, but the file knows nothing of it.
        CarriedCalibration.put(ct.image(), line);
        bench.plan(plan -> plan.with(CalibrationChoice.DEFAULT.with(CalibrationChoice.How.IMAGE)));
        run(Stage.RESULTS);
        shell();
    }

    @Test
    void rodsThatWereMovedByHand() throws Exception {
        ImageCt ct = new ImageCt(OpenNifti.open(Files.copy(PATIENT, odd.resolve("ct.nii.gz"))));
        bench.plan(plan -> plan.with(ct).with(CalibrationChoice.DEFAULT));
        run(Stage.CALIBRATE);
        CalibrationResult.PhantomEvidence found =
                calibrated().result().orElseThrow().phantom().orElseThrow();
        RodRois.show(
                ct.image(),
                ct.stack().orElseThrow(),
                found.phantom(),
                found.measurement().regions());
        String byItself = calibrated().carried().orElseThrow().toLine();
        for (Roi roi : ct.image().getOverlay()) {
            roi.setLocation(roi.getXBase() + 1, roi.getYBase());
        }
        bench.plan(plan ->
                plan.with(new CalibrationChoice(CalibrationChoice.How.PHANTOM, CalibrationConfig.defaults(), true)));
        run(Stage.CALIBRATE);
        String byHand = calibrated().carried().orElseThrow().toLine();
        assertThat(byHand).isNotEqualTo(byItself);
        assertThat(SavedCalibration.read(inShell().resolve("calibration.json")).toLine())
                .isEqualTo(byHand);
    }

    private Outcome.Calibrated calibrated() {
        return bench.work().current(Stage.CALIBRATE, Outcome.Calibrated.class).orElseThrow();
    }

    /** Saved and opened again, as a person would. */
    private ImagePlus saved(ImagePlus image) {
        Path file = odd.resolve(image.getTitle() + ".tif");
        IJ.saveAsTiff(image, file.toString());
        return TiffFiles.open(file);
    }

    /** The same image with its voxels in another order, as scanners and converters write them. */
    private static Volume turned(Volume image) {
        VoxelGrid grid = image.grid();
        int nx = grid.nx();
        int ny = grid.ny();
        int nz = grid.nz();
        VoxelGrid other = new VoxelGrid(
                ny,
                nx,
                nz,
                new Vec3(grid.spacing().y(), grid.spacing().x(), grid.spacing().z()),
                grid.toPatient(nx - 1.0, 0, nz - 1.0),
                grid.axis(1),
                grid.axis(0).times(-1),
                grid.axis(2).times(-1));
        return VoxelOrder.onto(image, other).orElseThrow();
    }

    private void run(Stage goal) {
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(2)) {
            Workbench.Ending ending = bench.run(goal, threads, Progress.NONE);
            assertThat(ending)
                    .as(Stage.valueOf(goal.name()) + " " + bench.work().status(goal))
                    .isEqualTo(Workbench.Ending.DONE);
        }
    }

    private Map<String, Object> row() {
        return ResultRow.of(bench.work()
                .current(Stage.RESULTS, Outcome.Finished.class)
                .orElseThrow()
                .result());
    }

    private void groovy() throws Exception {
        Action shown = new Action(
                "Overlay Vertebra Map...",
                "org.vertebrafe.command.OverlayVertebraMap",
                images(),
                Map.of("quantity", "sed", "opacity", 55.0));
        String text = Scripts.groovy(bench.work(), List.of(shown));
        Module done = SCRIPT_RUNNER.run(
                Files.writeString(folder.resolve("copied.groovy"), text).toFile(), Map.of());
        ResultsTable table = ResultsTable.getResultsTable();
        int last = table.size() - 1;
        row().forEach((column, value) -> {
            if (value instanceof Double number) {
                assertThat(table.getValue(column, last)).as(column).isEqualTo(number);
            } else {
                assertThat(table.getStringValue(column, last)).as(column).isEqualTo(value.toString());
            }
        });
        assertThat(table.getLabel(last)).isEqualTo(title());
        assertThat(((ImagePlus) done.getOutput("ct")).getOverlay()).isNotNull();
        assertThat(((ImagePlus) done.getOutput("map")).getTitle()).isEqualTo("von-mises of " + title());
    }

    private String title() {
        return bench.work().plan().ct().orElseThrow().title();
    }

    private Map<String, String> images() {
        return Map.of("ct", title(), "map", "von-mises of " + title());
    }

    /** Read by a real shell in an empty folder; the commands run in this process, where a JVM need not be started. */
    private Path inShell() throws IOException, InterruptedException {
        Path here = Files.createDirectories(folder.resolve("here"));
        Path said = folder.resolve("arguments");
        String function = "set -eu\nvertebrafe() { printf '%s\\0' \"$@\"; printf '\\n\\0'; }\n";
        Path script = Files.writeString(folder.resolve("copied.sh"), function + Scripts.commandLine(bench.work()));
        Process process = new ProcessBuilder("bash", script.toString())
                .directory(here.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        List<String> arguments = new ArrayList<>();
        for (String argument : Files.readString(said).split("\0")) {
            if (argument.equals("\n")) {
                Program.done(arguments);
                arguments.clear();
            } else {
                // What the commands would find in the folder that the shell stands in.
                boolean file = !arguments.isEmpty() && FILES.contains(arguments.get(arguments.size() - 1));
                arguments.add(file ? here.resolve(argument).toString() : argument);
            }
        }
        assertThat(arguments).isEmpty();
        return here;
    }

    private void shell() throws IOException, InterruptedException {
        assertThat(inShell().resolve("result/result.csv"))
                .hasContent(ResultRow.csv(bench.work()
                        .current(Stage.RESULTS, Outcome.Finished.class)
                        .orElseThrow()
                        .result()));
    }
}
