package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.io.Csv;
import org.vertebrafe.segmentation.oneclick.SpineOfThree;

/** From a raw CT to stiffness with nothing said about where the vertebra is. */
class AutoAnalyzeTest {

    /** A virtual patient scanned in 3 mm slices: L2, and of its neighbours what the field of view leaves. */
    private static final String PATIENT = "test-images/virtual-patient-b40f-ct.nii.gz";

    @TempDir
    private static Path folder;

    private static Path ct;

    private final Program program = new Program();

    @BeforeAll
    static void write() throws Exception {
        ct = Program.spine(folder);
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("analyze", "--quiet", "--calibration", "b40f", "--element-size", "4", "--region", "body"));
        arguments.addAll(List.of(more));
        return program.run(arguments);
    }

    private static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    @Test
    void allOfThemWithARowEach() throws Exception {
        Path results = folder.resolve("all");
        assertThat(run(
                        "--ct",
                        ct.toString(),
                        "--auto",
                        "--pick",
                        "all",
                        "--level",
                        "2=L3",
                        "--out",
                        results.toString()))
                .as(program.err())
                .isZero();
        List<List<String>> table = Csv.parse(Files.readString(results.resolve("vertebrae.csv")), "vertebrae.csv");
        assertThat(table).hasSize(4);
        int stiffness = table.get(0).indexOf("Stiffness (N/mm)");
        for (int n = 1; n <= 3; n++) {
            List<String> row = table.get(n);
            String level = "L" + (n + 1);
            assertThat(row.subList(0, 5)).containsExactly("ct-" + level, Integer.toString(n), level, "done", "");
            JsonObject result = json(results.resolve(level).resolve("result.json"));
            assertThat(Double.parseDouble(row.get(stiffness)))
                    .isEqualTo(result.get("stiffness_N_per_mm").getAsDouble());
            // The middle of the very vertebra that the row names.
            double z = result.getAsJsonObject("segmentation")
                    .getAsJsonArray("bodyCentre_mm")
                    .get(2)
                    .getAsDouble();
            assertThat(z).isCloseTo(SpineOfThree.MIDDLES.get(n - 1).z(), within(4.0));
            assertThat(results.resolve(level).resolve("labels.nii.gz")).exists();
        }
        assertThat(json(results.resolve("vertebrae.json")).getAsJsonArray("vertebrae"))
                .allSatisfy(
                        one -> assertThat(one.getAsJsonObject().get("analysis").getAsString())
                                .isEqualTo("done"));
    }

    @Test
    void listsAndAsksWhereThereAreSeveral() throws Exception {
        Path results = folder.resolve("none");
        assertThat(run("--ct", ct.toString(), "--auto", "--out", results.toString()))
                .isEqualTo(2);
        assertThat(program.err()).contains("3 vertebrae were found", "--pick 1 to --pick 3", "--pick all");
        assertThat(program.out()).contains("Confidence");
        assertThat(results.resolve("vertebrae.json")).exists();
        assertThat(results.resolve("result.json")).doesNotExist();
    }

    @Test
    void theOnlyWholeVertebraOfAScannedPatientNeedsNoPick() throws Exception {
        Path results = folder.resolve("patient");
        assertThat(run("--ct", PATIENT, "--auto", "--out", results.toString()))
                .as(program.err())
                .isZero();
        JsonObject found = json(results.resolve("result.json"));
        Path known = folder.resolve("known");
        assertThat(run(
                        "--ct",
                        PATIENT,
                        "--labels",
                        "test-images/virtual-patient-L2-labels.nii.gz",
                        "--out",
                        known.toString()))
                .as(program.err())
                .isZero();
        JsonObject truth = json(known.resolve("result.json"));
        for (String figure : List.of("stiffness_N_per_mm", "bodyVolume_mm3", "meanBodyDensity_mg_per_cm3")) {
            assertThat(found.get(figure).getAsDouble() / truth.get(figure).getAsDouble())
                    .as(figure)
                    .isBetween(0.9, 1.1);
        }
    }

    @Test
    void saysWhatIsWrong() {
        refuses("--pick belongs to --auto", "--ct", ct.toString(), "--seed", "3,3,3", "--pick", "1");
        refuses("3=L2", "--ct", ct.toString(), "--auto", "--level", "L2");
        refuses("needs a CT", "--density", ct.toString(), "--auto");
        refuses("six numbers", "--ct", ct.toString(), "--box", "1,2,3");
        refuses("mutually exclusive", "--ct", ct.toString(), "--auto", "--seed", "3,3,3");
    }

    private void refuses(String message, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", folder.resolve("refused").toString()));
        assertThat(run(all.toArray(String[]::new))).isEqualTo(2);
        assertThat(program.err()).contains(message);
    }
}
