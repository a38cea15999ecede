package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.ResultFiles;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.io.Stl;
import picocli.CommandLine;

/** The command line as a shell sees it: arguments in, exit status, text and files out. */
class VertebraFETest {

    private static final Path CT = Path.of("test-images/synthetic-L2-ct.nii.gz");
    private static final Path LABELS = Path.of("test-images/synthetic-L2-labels.nii.gz");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object... arguments) {
        CommandLine line = VertebraFE.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        List<String> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(argument.toString());
        }
        return line.execute(texts.toArray(String[]::new));
    }

    private JsonObject result(Path results) throws IOException {
        return JsonParser.parseString(Files.readString(results.resolve("result.json")))
                .getAsJsonObject();
    }

    @Test
    void analyzesTheSampleIntoAFolder() throws IOException {
        Path results = folder.resolve("new/folder");
        int status = run(
                "analyze",
                "--ct",
                CT,
                "--calibration",
                "b40f",
                "--labels",
                LABELS,
                "--element-size",
                "2",
                "--stl",
                "--report",
                folder.resolve("report.html").toString(),
                "--out",
                results);
        assertThat(status).as(err.toString()).isZero();
        JsonObject json = result(results);
        double stiffness = json.get("stiffness_N_per_mm").getAsDouble();
        assertThat(stiffness).isPositive();
        assertThat(out.toString())
                .contains(String.format(Locale.ROOT, "%.1f N/mm", stiffness))
                .contains("reaction-2pct")
                .contains("not a diagnosis");
        assertThat(err.toString()).contains("Solving");
        Volume ct = Nifti.readVolume(CT).image();
        for (MapQuantity quantity : MapQuantity.STANDARD) {
            Volume map = Nifti.readVolume(results.resolve(ResultFiles.mapName(quantity)))
                    .image();
            assertThat(map.grid().difference(ct.grid())).isEmpty();
        }
        BufferedImage picture =
                ImageIO.read(results.resolve("montage-von-mises.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(1200);
        assertThat(results.resolve("model.vtu")).isNotEmptyFile();
        assertThat(Stl.read(results.resolve("surface.stl")).triangles()).hasSizeGreaterThan(3000);
        assertThat(folder.resolve("report.html")).content().contains("data:image/png;base64,");
        assertThat(results.resolve("result.csv")).content().startsWith("Vertebra,Stiffness (N/mm)");
    }

    @Test
    void tiffGivesTheSameStiffnessAsNifti() throws IOException {
        Volume ct = Nifti.readVolume(CT).image();
        Labels labels = Nifti.readLabels(LABELS).image();
        Path ctTiff = folder.resolve("ct.tif");
        Path labelsTiff = folder.resolve("labels.tif");
        IJ.saveAsTiff(VolumeImages.image(ct, "ct", "HU", ColourTable.GRAYS, ""), ctTiff.toString());
        IJ.saveAsTiff(VolumeImages.image(labels, "labels", ""), labelsTiff.toString());
        run(
                "analyze",
                "--ct",
                CT,
                "--calibration",
                "b40f",
                "--labels",
                LABELS,
                "--element-size",
                "3",
                "--out",
                folder.resolve("nifti"));
        int status = run(
                "analyze",
                "--ct",
                ctTiff,
                "--calibration",
                "b40f",
                "--labels",
                labelsTiff,
                "--element-size",
                "3",
                "--out",
                folder.resolve("tiff"));
        assertThat(status).as(err.toString()).isZero();
        double nifti = result(folder.resolve("nifti")).get("stiffness_N_per_mm").getAsDouble();
        double tiff = result(folder.resolve("tiff")).get("stiffness_N_per_mm").getAsDouble();
        assertThat(tiff).isCloseTo(nifti, within(1e-5 * nifti));
    }

    @Test
    void optionsWinOverTheConfigurationFile() throws IOException {
        Path config = folder.resolve("config.json");
        Files.writeString(
                config,
                "{\"law\": \"kopperdahl2002\", \"elementSize\": 3, \"calibration\": \"b70f\", \"region\": \"body\"}");
        int status = run(
                "analyze",
                "--ct",
                CT,
                "--labels",
                LABELS,
                "--config",
                config,
                "--calibration",
                "b40f",
                "--quiet",
                "--name",
                "my vertebra",
                "--out",
                folder);
        assertThat(status).as(err.toString()).isZero();
        JsonObject used = result(folder).getAsJsonObject("provenance").getAsJsonObject("configuration");
        assertThat(used.get("law").getAsString()).isEqualTo("kopperdahl2002");
        assertThat(used.get("calibration").getAsString()).isEqualTo("b40f");
        assertThat(used.get("region").getAsString()).isEqualTo("body");
        assertThat(used.get("input").getAsString()).isEqualTo("hu");
        assertThat(result(folder).get("vertebra").getAsString()).isEqualTo("my vertebra");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void badInputEndsWithTwoAndAMessageToActOn() {
        assertThat(run("analyze", "--ct", CT, "--labels", LABELS, "--out", folder))
                .isEqualTo(2);
        assertThat(err.toString()).contains("vertebrafe: ").contains("choose calibration");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aSolutionThatIsNotReachedEndsWithOneAndSaysHowFarItCame() {
        int status = run(
                "analyze",
                "--ct",
                CT,
                "--calibration",
                "b40f",
                "--labels",
                LABELS,
                "--element-size",
                "4",
                "--max-iterations",
                "2",
                "--quiet",
                "--out",
                folder);
        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("after 2 iterations").doesNotContain("\tat ");
        assertThat(folder.resolve("result.json")).doesNotExist();
    }

    @Test
    void everyKindOfBadInputEndsWithTwo() {
        assertBad("There is no file nowhere.nii.gz", "--ct", "nowhere.nii.gz", "--labels", LABELS);
        assertBad("ending is unknown", "--ct", "ct.mha", "--labels", LABELS);
        assertBad("law = \"hooke\" is not one of", "--ct", CT, "--labels", LABELS, "--law", "hooke");
        assertBad("elementSize = \"-1\" mm", "--ct", CT, "--labels", LABELS, "--element-size", "-1");
        assertBad("tolerance = \"tiny\"", "--ct", CT, "--labels", LABELS, "--tolerance", "tiny");
        assertBad("Configuration", "--ct", CT, "--labels", LABELS, "--config", "none.json");
        assertBad("mesh = \"tet5\" is not one of hex8, tet10, tet4", "--ct", CT, "--labels", LABELS, "--mesh", "tet5");
        assertBad(
                "not on the CT's grid",
                "--ct",
                CT,
                "--calibration",
                "b40f",
                "--labels",
                "../shared/data/verse004-L2/labels.nii.gz");
        assertBad("Missing required", "--ct", CT);
        assertBad("mutually exclusive", "--ct", CT, "--density", CT, "--labels", LABELS);
        assertBad("Unknown option", "--ct", CT, "--labels", LABELS, "--lore", "x");
    }

    private void assertBad(String message, Object... options) {
        List<Object> arguments = new ArrayList<>(List.of("analyze", "--out", folder));
        arguments.addAll(List.of(options));
        err.getBuffer().setLength(0);
        assertThat(run(arguments.toArray())).as(message).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void helpTeachesEverySetting() {
        assertThat(run("analyze", "--help")).isZero();
        for (Settings.Item item : Settings.of(AnalysisConfig.class).items()) {
            if (!item.name().equals("input")) {
                assertThat(out.toString()).contains("--" + item.optionName());
            }
        }
        assertThat(out.toString()).contains("Examples:").contains("Exit status");
    }

    @Test
    void versionAndUnknownCommand() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).contains("VertebraFE ").doesNotContain("${");
        assertThat(run("analyse")).isEqualTo(2);
    }

    @Test
    void guiWithoutAScreenSaysSo() {
        assertThat(run("gui")).isEqualTo(2);
        assertThat(err.toString()).contains("no screen").contains("vertebrafe analyze");
    }

    @Test
    void macroRunsTheSampleThatShips() {
        ij.measure.ResultsTable.getResultsTable().reset();
        assertThat(run(
                        "macro",
                        "scripts/Single_Vertebra.ijm",
                        Path.of("test-images").toAbsolutePath()))
                .as(err.toString())
                .isZero();
        assertThat(ij.measure.ResultsTable.getResultsTable().getValue("Stiffness (N/mm)", 0))
                .isPositive();
    }

    @Test
    void macroSegmentsTheSampleThatShips() {
        ij.measure.ResultsTable table = ij.measure.ResultsTable.getResultsTable();
        table.reset();
        assertThat(run(
                        "macro",
                        "scripts/Segment_Sample.ijm",
                        Path.of("test-images").toAbsolutePath()))
                .as(err.toString())
                .isZero();
        assertThat(table.size()).isEqualTo(3);
        assertThat(table.getStringValue("Segmentation verdict", 0)).isEqualTo("good");
        assertThat(table.getValue("Middle height (mm)", 1)).isBetween(22.0, 26.0);
        assertThat(table.getValue("Stiffness (N/mm)", 2)).isPositive();
    }

    @Test
    void wholeVertebraLabelsAreDividedByShapeOrByABodyMask() throws IOException {
        Path torso = Path.of("../shared/data/torso-ct");
        Object[] common = {
            "analyze",
            "--ct",
            torso.resolve("ct.nii.gz"),
            "--calibration",
            "custom",
            "--calibration-slope",
            "0.0008",
            "--labels",
            torso.resolve("labels_L2_L4.nii.gz"),
            "--label-preset",
            "totalsegmentator",
            "--quiet",
            "--out",
            folder
        };
        assertThat(run(common)).isEqualTo(2);
        assertThat(err.toString()).contains("L2, L4").contains("level");
        err.getBuffer().setLength(0);
        List<Object> level = new ArrayList<>(List.of(common));
        level.addAll(List.of("--level", "L2"));
        assertThat(run(level.toArray())).as(err.toString()).isZero();
        JsonObject byShape = result(folder);
        assertThat(byShape.get("warnings").toString()).contains("by shape");
        level.addAll(List.of("--body-mask", torso.resolve("bodies_L2_L4.nii.gz")));
        assertThat(run(level.toArray())).as(err.toString()).isZero();
        JsonObject masked = result(folder);
        assertThat(masked.get("warnings").toString()).doesNotContain("by shape");
        assertThat(masked.get("height_mm").getAsDouble()).isBetween(22.0, 34.0);
        for (String number : List.of("height_mm", "stiffness_N_per_mm", "bodyVolume_mm3")) {
            assertThat(byShape.get(number).getAsDouble() / masked.get(number).getAsDouble())
                    .as(number)
                    .isBetween(0.95, 1.05);
        }
    }

    @Test
    void aSeedTakesTheWholePathFromARawCt() throws IOException {
        Object[] common = {
            "analyze", "--ct", CT, "--calibration", "b40f", "--element-size", "3", "--quiet", "--out", folder
        };
        List<Object> seed = new ArrayList<>(List.of(common));
        seed.addAll(List.of("--seed", "42,32,18"));
        assertThat(run(seed.toArray())).as(err.toString()).isZero();
        JsonObject json = result(folder);
        assertThat(json.getAsJsonObject("segmentation").get("verdict").getAsString())
                .isEqualTo("good");
        Labels written = Nifti.readLabels(folder.resolve("labels.nii.gz")).image();
        assertThat(written.counts().keySet()).containsExactly(1, 2, 3, 4);
        double stiffness = json.get("stiffness_N_per_mm").getAsDouble();
        List<Object> again = new ArrayList<>(List.of(common));
        again.addAll(List.of("--labels", folder.resolve("labels.nii.gz")));
        assertThat(run(again.toArray())).as(err.toString()).isZero();
        assertThat(result(folder).get("stiffness_N_per_mm").getAsDouble()).isEqualTo(stiffness);
        assertThat(result(folder).has("segmentation")).isFalse();
    }

    @Test
    void aSeedIsRefusedWithWhatContradictsIt() {
        Object[] seed = {"analyze", "--seed", "42,32,18", "--calibration", "b40f", "--out", folder};
        refuses("needs a CT", seed, "--density", CT);
        refuses("--body-mask belongs to --labels", seed, "--ct", CT, "--body-mask", LABELS);
        refuses("contradicts the seed", seed, "--ct", CT, "--label-preset", "verse");
        refuses("mutually exclusive", seed, "--ct", CT, "--labels", LABELS);
        refuses("Missing required", new Object[] {"analyze", "--ct", CT, "--out", folder});
    }

    private void refuses(String message, Object[] some, Object... more) {
        err.getBuffer().setLength(0);
        List<Object> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        assertThat(run(all.toArray())).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }
}
