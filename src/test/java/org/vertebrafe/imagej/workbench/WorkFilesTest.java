package org.vertebrafe.imagej.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.analysis.ResultRow;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.synthetic.SampleScan;
import org.vertebrafe.workbench.CalibrationChoice;
import org.vertebrafe.workbench.Light;
import org.vertebrafe.workbench.Outcome;
import org.vertebrafe.workbench.Seed;
import org.vertebrafe.workbench.Stage;
import org.vertebrafe.workbench.Workbench;

/** The work on an image, kept and opened again; without a screen. */
class WorkFilesTest {

    @TempDir
    private Path folder;

    private final Workbench bench = new Workbench();

    @Test
    void openedAgainItGivesTheSameNumbers() {
        done();
        WorkFiles.save(bench.work(), folder, Progress.NONE);
        assertThat(folder.resolve("ct.tif")).isNotEmptyFile();
        assertThat(folder.resolve("labels.nii.gz")).isNotEmptyFile();

        Workbench other = new Workbench();
        assertThat(WorkFiles.open(other, folder)).isEqualTo(Stage.RESULTS);
        run(other, Stage.CT);
        assertThat(other.work().light(Stage.SEGMENT))
                .as("needs no second segmentation: "
                        + other.work().status(Stage.SEGMENT).reason())
                .isEqualTo(Light.DONE);
        assertThat(other.work().light(Stage.CALIBRATE)).isEqualTo(Light.DONE);
        run(other, Stage.RESULTS);
        assertThat(row(other)).isEqualTo(row(bench));
        assertThat(other.work().plan().seed()).isEqualTo(bench.work().plan().seed());
    }

    @Test
    void aFolderThatCannotBeWrittenToIsSaidAndNothingIsLost() throws IOException {
        ready();
        run(bench, Stage.SEGMENT);
        Path file = Files.writeString(folder.resolve("taken"), "a file");
        assertThatThrownBy(() -> WorkFiles.save(bench.work(), file.resolve("below"), Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("choose another folder");
        // A folder in the place of a file: what a disk that fails half way comes to.
        Files.createDirectories(folder.resolve("work").resolve("labels.nii.gz"));
        assertThatThrownBy(() -> WorkFiles.save(bench.work(), folder.resolve("work"), Progress.NONE))
                .isInstanceOfAny(InputException.class, UncheckedIOException.class);
        assertThat(folder.resolve("work").resolve("workbench.json")).doesNotExist();
        WorkFiles.save(bench.work(), folder.resolve("other"), Progress.NONE);
        assertThat(folder.resolve("other").resolve("workbench.json")).isNotEmptyFile();
        run(bench, Stage.SEGMENT);
    }

    /** The labels go to a device on which no space is left; the CT before them was written. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsSaidAndTheFormerStateStaysWhole() throws IOException {
        ImagePlus image = ready();
        run(bench, Stage.SEGMENT);
        WorkFiles.save(bench.work(), folder, Progress.NONE);
        byte[] ct = Files.readAllBytes(folder.resolve("ct.tif"));
        String before = Files.readString(folder.resolve("workbench.json"));
        image.getStack().getProcessor(1).setf(0, 0, -900);
        bench.look();
        run(bench, Stage.SEGMENT);
        Progress full = new Progress() {
            @Override
            public void report(String what, double fraction) {
                if (what.equals("Saving the labels")) {
                    fill(folder);
                }
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };
        assertThatThrownBy(() -> WorkFiles.save(bench.work(), folder, full))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(folder.resolve("labels.nii.gz").toString())
                .hasMessageContaining("no space is left on the disk");
        assertThat(folder.resolve("workbench.json")).hasContent(before);
        assertThat(folder.resolve("ct.tif")).hasBinaryContent(ct);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("ct.tif", "labels.nii.gz", "workbench.json");
    }

    /** Lets what is written next into the folder's staging run full. */
    private static void fill(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            Path staging = files.filter(path -> path.toString().endsWith(".part"))
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(staging.resolve("labels.nii.gz"), Path.of("/dev/full"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsNoSavedWorkIsRefused() throws IOException {
        assertThatThrownBy(() -> WorkFiles.open(bench, folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("holds no workbench.json");
        Files.writeString(folder.resolve("workbench.json"), "{\"format\": 1");
        assertThatThrownBy(() -> WorkFiles.open(bench, folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("damaged");
        Files.writeString(folder.resolve("workbench.json"), "{\"format\": 99}");
        assertThatThrownBy(() -> WorkFiles.open(bench, folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("format 99");
    }

    @Test
    void aClosedImageIsNotSavedAndPixelsThatWereChangedAreSeen() {
        ImagePlus image = ready();
        run(bench, Stage.SEGMENT);
        image.getStack().getProcessor(3).setf(5, 5, 77);
        bench.look();
        assertThat(bench.work().light(Stage.CT)).isEqualTo(Light.STALE);
        assertThat(bench.work().light(Stage.SEGMENT)).isEqualTo(Light.STALE);
        image.flush();
        bench.look();
        assertThat(bench.work().status(Stage.CT).light()).isEqualTo(Light.FAILED);
        assertThat(bench.work().status(Stage.CT).reason()).contains("was closed");
        assertThatThrownBy(() -> WorkFiles.save(bench.work(), folder, Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("was closed");
    }

    /** The sample's CT with a line and a point. */
    private ImagePlus ready() {
        ImagePlus image;
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(2)) {
            image = VolumeImages.image(
                    SampleScan.create(threads, Progress.NONE).hu(), "sample", "HU", ColourTable.GRAYS, "");
        }
        ImageCt ct = new ImageCt(image);
        bench.plan(plan -> plan.with(ct)
                .with(CalibrationChoice.DEFAULT.with(CalibrationChoice.How.CUSTOM))
                .with("calibrationSlope", "0.0007")
                .with("calibrationIntercept", "-0.0042"));
        run(bench, Stage.CT);
        Vec3 position = ct.stack().orElseThrow().volume().grid().toPatient(42, 32, 18);
        bench.plan(plan -> plan.with(new Seed(new Vec3(42, 32, 18), position)));
        return image;
    }

    private void done() {
        ready();
        run(bench, Stage.RESULTS);
    }

    private static void run(Workbench bench, Stage goal) {
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(2)) {
            assertThat(bench.run(goal, threads, Progress.NONE)).isEqualTo(Workbench.Ending.DONE);
        }
    }

    private static Map<String, Object> row(Workbench bench) {
        return ResultRow.of(bench.work()
                .current(Stage.RESULTS, Outcome.Finished.class)
                .orElseThrow()
                .result());
    }
}
