package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.io.EditScripts;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.segmentation.edit.EditSession;
import org.vertebrafe.segmentation.edit.Hint;
import org.vertebrafe.segmentation.edit.Operation;
import org.vertebrafe.segmentation.edit.Slicing;
import org.vertebrafe.segmentation.edit.Where;
import picocli.CommandLine;

/** A correction of real labels, recorded and done again from files. */
class EditCommandTest {

    private static final Path DATA = Path.of("../shared/data/torso-ct");
    private static final Path CT = DATA.resolve("ct.nii.gz");
    private static final Path LABELS = DATA.resolve("labels_L2_L4.nii.gz");

    @TempDir
    private Path folder;

    private EditSession recorded;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void record() throws IOException {
        Labels labels = Nifti.readLabels(LABELS).image();
        Volume ct = Nifti.readVolume(CT, Progress.NONE).image();
        recorded = new EditSession(labels, Optional.of(ct));
        Vec3 seed = middle(30);
        List.of(
                        new Operation.Stroke(30, Optional.empty(), 25, List.of(seed), Where.ANY.hu(100, 400)),
                        new Operation.Lasso(
                                0,
                                Slicing.SAGITTAL,
                                (int) Math.rint(seed.x()),
                                List.of(seed, seed.plus(new Vec3(0, 9, 0)), seed.plus(new Vec3(0, 4, 7))),
                                Where.ANY),
                        new Operation.Smooth(30, 2, Where.ANY),
                        new Operation.Grow(List.of(new Hint(middle(28), 0)), 9, Where.ANY),
                        new Operation.Dilate(28, 4, Where.ANY))
                .forEach(operation -> recorded.apply(operation, TaskExecutors.singleThreaded(), Progress.NONE));
        assertThat(recorded.operations()).hasSize(5);
        EditScripts.write(recorded.script(), folder.resolve("edits.json"));
    }

    private Vec3 middle(int label) {
        double[] sum = new double[4];
        for (int at = 0; at < recorded.grid().voxels(); at++) {
            if (recorded.label(at) == label) {
                sum[0] += at % recorded.grid().nx();
                sum[1] += at / recorded.grid().nx() % recorded.grid().ny();
                sum[2] += at / recorded.grid().nx() / recorded.grid().ny();
                sum[3]++;
            }
        }
        return new Vec3(Math.rint(sum[0] / sum[3]), Math.rint(sum[1] / sum[3]), Math.rint(sum[2] / sum[3]));
    }

    private int run(String... arguments) {
        CommandLine line = VertebraFE.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private int edit(Path labels, String script) {
        return run(
                "edit",
                "--labels",
                labels.toString(),
                "--ct",
                CT.toString(),
                "--script",
                folder.resolve(script).toString(),
                "--out",
                folder.resolve("corrected.nii.gz").toString(),
                "--quiet");
    }

    @Test
    void replaysToTheIdenticalLabels() throws IOException {
        assertThat(edit(LABELS, "edits.json")).as(err.toString()).isZero();
        Labels expected = recorded.result();
        Labels written = Nifti.readLabels(folder.resolve("corrected.nii.gz")).image();
        assertThat(written.grid().difference(expected.grid())).isEmpty();
        for (int at = 0; at < expected.grid().voxels(); at++) {
            assertThat(written.get(at)).isEqualTo(expected.get(at));
        }
        assertThat(out.toString()).contains("edits replayed").contains("   30 ").doesNotContain("led to other labels");
    }

    @Test
    void refusesOtherLabelsAndDamagedScripts() throws IOException {
        assertThat(edit(DATA.resolve("bodies_L2_L4.nii.gz"), "edits.json")).isEqualTo(2);
        assertThat(err.toString()).contains("starts from other labels");
        String json = Files.readString(folder.resolve("edits.json"));
        Files.writeString(folder.resolve("broken.json"), json.replace("\"radius_mm\": 25.0", "\"radius_mm\": 800"));
        assertThat(edit(LABELS, "broken.json")).isEqualTo(2);
        assertThat(err.toString()).contains("operations 1").contains("\"radius_mm\" is 800, limits 0");
        Files.writeString(folder.resolve("odd.json"), json.replace("\"op\": \"smooth\"", "\"op\": \"polish\""));
        assertThat(edit(LABELS, "odd.json")).isEqualTo(2);
        assertThat(err.toString()).contains("operation \"polish\" is unknown");
    }

    @Test
    void saysWhenAScriptLeadsElsewhere() throws IOException {
        String json = Files.readString(folder.resolve("edits.json"));
        Files.writeString(folder.resolve("other.json"), json.replace("\"sigma_mm\": 2.0", "\"sigma_mm\": 3.0"));
        assertThat(edit(LABELS, "other.json")).isZero();
        assertThat(out.toString()).contains("warning: The edits led to other labels");
    }
}
