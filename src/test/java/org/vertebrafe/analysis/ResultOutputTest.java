package org.vertebrafe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.io.VtuReader;
import org.vertebrafe.io.VtuWriter;
import org.vertebrafe.strength.StrengthDefinition;

class ResultOutputTest {

    private static AnalysisResult result;
    private static JsonObject json;

    @BeforeAll
    static void analyse() {
        result = Phantom.result();
        json = JsonParser.parseString(ResultJson.of(result)).getAsJsonObject();
    }

    private static JsonElement at(String path) {
        JsonElement element = json;
        for (String key : path.split("\\.")) {
            element = element.getAsJsonObject().get(key);
            assertThat(element).as(path).isNotNull();
        }
        return element;
    }

    @ParameterizedTest
    @CsvSource({
        "stiffness_N_per_mm, 1, 1e5",
        "strength_N, 1, 1e5",
        "height_mm, 7.999, 8.001",
        "meanBodyDensity_mg_per_cm3, 100, 350",
        "meanTrabecularDensity_mg_per_cm3, 99.99, 100.01",
        "bodyVolume_mm3, 511.9, 512.1",
        "mesh.elements, 524, 524",
        "mesh.nodes, 756, 756",
        "mesh.elementsAtModulusFloor, 0, 0",
        "mesh.loosePartsRemoved, 0, 0",
        "solver.iterations, 1, 50000",
        "solver.relativeResidual, 0, 1e-8",
        "reactionBalance, 0, 1e-6",
        "test.displacement_mm, 0.1599, 0.1601",
        "timings_s.model, 0, 60",
        "timings_s.assembly, 0, 60",
        "timings_s.preconditioner, 0, 60",
        "timings_s.solve, 0, 60",
        "timings_s.stress, 0, 60"
    })
    void numbersAreThereAndInTheirRange(String path, double from, double to) {
        assertThat(at(path).getAsDouble()).isBetween(from, to);
    }

    @Test
    void numbersAgreeWithEachOther() {
        double stiffness = at("stiffness_N_per_mm").getAsDouble();
        assertThat(at("strength_N").getAsDouble()).isCloseTo(0.02 * 8 * stiffness, within(1e-6 * stiffness));
        assertThat(at("strengths_N").getAsJsonObject().keySet()).containsExactlyElementsOf(StrengthDefinition.ids());
        assertThat(at("test.force_N").getAsDouble())
                .isCloseTo(stiffness * at("test.displacement_mm").getAsDouble(), within(1e-6 * stiffness));
        assertThat(at("meanBodyDensity_mg_per_cm3").getAsDouble())
                .isCloseTo((216 * 100 + 296 * 350) / 512.0, within(1e-3));
    }

    @Test
    void provenanceSaysHowTheNumbersCameAbout() {
        assertThat(at("vertebra").getAsString()).isEqualTo("phantom");
        assertThat(at("strengthDefinition").getAsString()).isEqualTo("reaction-2pct");
        assertThat(at("provenance.program").getAsString()).matches("VertebraFE \\d+\\.\\d+\\.\\d+.*");
        assertThat(at("provenance.material.source").getAsString()).contains("doi:10.1016/S0021-9290(03)00071-X");
        assertThat(at("provenance.material.densityConversion").getAsJsonArray()).hasSize(2);
        assertThat(at("provenance.image.sha256_of_values").getAsString()).matches("[0-9a-f]{64}");
        assertThat(at("provenance.labels.sha256_of_values").getAsString())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(at("provenance.image.sha256_of_values").getAsString());
        Settings<AnalysisConfig> settings = Settings.of(AnalysisConfig.class);
        assertThat(settings.fromJson(at("provenance.configuration").toString())).isEqualTo(result.config());
    }

    @Test
    void calibrationIsStatedWhereHuWereGiven() {
        AnalysisResult hu =
                Phantom.run(Phantom.input(Phantom.hu(), Phantom.labels(label -> label)), Map.of("calibration", "b70f"));
        JsonObject line = JsonParser.parseString(ResultJson.of(hu))
                .getAsJsonObject()
                .getAsJsonObject("provenance")
                .getAsJsonObject("calibration");
        assertThat(line.get("slope_g_per_cm3_per_HU").getAsDouble()).isEqualTo(0.00073);
        assertThat(line.get("intercept_g_per_cm3").getAsDouble()).isEqualTo(-0.0037);
        assertThat(json.getAsJsonObject("provenance").has("calibration")).isFalse();
    }

    @Test
    void allNumbersAreFiniteAndNothingTellsWhoseMachineItWas() {
        List<String> texts = new ArrayList<>();
        collect(json, texts);
        assertThat(texts).hasSizeGreaterThan(80);
        String name = System.getProperty("user.name");
        for (String text : texts) {
            assertThat(text).doesNotContain(System.getProperty("user.dir"), System.getProperty("user.home"));
            assertThat(text).doesNotMatch("(?s).*(^|\\s|\")(/[\\w.-]+/|[A-Za-z]:\\\\).*");
            assertThat(text).isNotEqualTo(name);
        }
    }

    private static void collect(JsonElement element, List<String> texts) {
        if (element.isJsonObject()) {
            element.getAsJsonObject().entrySet().forEach(entry -> collect(entry.getValue(), texts));
        } else if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(e -> collect(e, texts));
        } else {
            if (element.getAsJsonPrimitive().isNumber()) {
                assertThat(element.getAsDouble()).isFinite();
            }
            texts.add(element.getAsString());
        }
    }

    @Test
    void trabecularDensityIsLeftOutWhereItIsNotTold() {
        AnalysisResult undivided = Phantom.run(
                Phantom.input(Phantom.density(), Phantom.labels(label -> (short) (label == 1 ? 2 : label))),
                Map.of("input", "density"));
        assertThat(ResultJson.of(undivided))
                .doesNotContain("meanTrabecularDensity")
                .doesNotContain("NaN");
        assertThat(ResultRow.of(undivided)).doesNotContainKey("Mean trabecular density (mg/cm3)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"phantom", "a, b", "say \"L2\"", "two\nlines", "ä;\t'", ""})
    void csvParsesBackToTheRow(String name) {
        AnalysisInput input =
                new AnalysisInput(name, Phantom.density(), Phantom.labels(label -> label), Optional.empty(), List.of());
        AnalysisResult named = Phantom.run(input, Map.of("input", "density"));
        List<List<String>> lines = parse(ResultRow.csv(named));
        Map<String, Object> row = ResultRow.of(named);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).get(0)).isEqualTo("Vertebra");
        assertThat(lines.get(1).get(0)).isEqualTo(name);
        assertThat(lines.get(0).subList(1, lines.get(0).size())).containsExactlyElementsOf(row.keySet());
        int column = 1;
        for (Object value : row.values()) {
            String text = lines.get(1).get(column++);
            assertThat(value instanceof Double ? (Object) Double.valueOf(text) : text)
                    .isEqualTo(value);
        }
    }

    /** A reader of RFC 4180 of its own. */
    private static List<List<String>> parse(String csv) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == ',') {
                line.add(cell.toString());
                cell.setLength(0);
            } else if (!quoted && c == '\r') {
                assertThat(csv.charAt(++i)).isEqualTo('\n');
                line.add(cell.toString());
                cell.setLength(0);
                lines.add(line);
                line = new ArrayList<>();
            } else {
                cell.append(c);
            }
        }
        assertThat(cell).isEmpty();
        return lines;
    }

    @Test
    void folderHoldsTheWholeResultAndNothingElse(@TempDir Path folder) throws IOException {
        Path made = folder.resolve("a/b");
        ResultFiles.write(result, made, Progress.NONE);
        List<String> expected = new ArrayList<>(List.of("model.vtu", "result.csv", "result.json"));
        for (MapQuantity quantity : MapQuantity.STANDARD) {
            expected.add(ResultFiles.mapName(quantity));
            float[] map = Nifti.readVolume(made.resolve(ResultFiles.mapName(quantity)))
                    .image()
                    .values();
            assertThat(map).isEqualTo(result.map(quantity).values());
        }
        assertThat(names(made)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(Files.readString(made.resolve("result.json"))).isEqualTo(ResultJson.of(result));
    }

    @Test
    void onlyTheMapsAskedForStayInTheFolder(@TempDir Path folder) throws IOException {
        ResultFiles.write(result, folder, Progress.NONE);
        ResultFiles.write(result, folder, MapQuantity.ofList("displacement,failed"), Progress.NONE);
        assertThat(names(folder))
                .containsExactlyInAnyOrder(
                        "model.vtu", "result.csv", "result.json", "map-displacement.nii.gz", "map-failed.nii.gz");
        List<String> arrays = VtuReader.read(folder.resolve("model.vtu")).elementFields().stream()
                .map(VtuWriter.Field::name)
                .toList();
        for (MapQuantity quantity : MapQuantity.values()) {
            if (quantity != MapQuantity.DISPLACEMENT) {
                assertThat(arrays).contains(quantity.title());
            }
        }
    }

    @Test
    void twoPercentOfTheBoneHasFailedAtPistoiasForce() {
        double failed = 0;
        double bone = 0;
        double within = 0;
        for (int e = 0; e < result.mesh().elements(); e++) {
            double value = result.value(MapQuantity.FAILED, e);
            assertThat(Double.isNaN(value)).isEqualTo(result.tissue(e).isCap());
            if (result.tissue(e).isBone()) {
                failed += value * result.volume(e);
                within += result.value(MapQuantity.SAFETY_FACTOR, e) < 1 - 1e-4 ? result.volume(e) : 0;
                bone += result.volume(e);
            }
        }
        // Without those that fail just then it is not yet enough.
        assertThat(failed / bone).isGreaterThanOrEqualTo(0.02 * (1 - 1e-9));
        assertThat(within / bone).isLessThan(0.02);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5, 6})
    void cancelledWritingLeavesAnEarlierResultWhole(int polls, @TempDir Path folder) throws IOException {
        ResultFiles.write(result, folder, MapQuantity.ofList("displacement"), Progress.NONE);
        Files.writeString(folder.resolve("result.csv"), "earlier");
        List<String> before = names(folder);
        int[] left = {polls};
        Progress progress = new Progress() {
            @Override
            public void report(String stage, double fraction) {
                // Not of interest.
            }

            @Override
            public boolean isCancelled() {
                return left[0]-- <= 0;
            }
        };
        assertThatThrownBy(() -> ResultFiles.write(result, folder, progress)).isInstanceOf(CancelledException.class);
        assertThat(names(folder)).containsExactlyInAnyOrderElementsOf(before);
        assertThat(folder.resolve("result.csv")).hasContent("earlier");
    }

    @Test
    void folderThatCannotBeIsRefusedNamingIt(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("occupied"));
        for (Path impossible : List.of(file, file.resolve("deeper"))) {
            assertThatThrownBy(() -> ResultFiles.write(result, impossible, Progress.NONE))
                    .isInstanceOf(InputException.class)
                    .hasMessageContainingAll("occupied", "folder");
        }
        assertThat(names(folder)).containsExactly("occupied");
    }
}
