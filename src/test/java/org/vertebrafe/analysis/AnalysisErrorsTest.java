package org.vertebrafe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/** What the analysis refuses, and whether its message tells the user what to do. */
class AnalysisErrorsTest {

    private static final VoxelGrid G = Phantom.GRID;
    private static final Labels ALL = Phantom.labels(label -> label);
    private static final Map<String, String> DENSITY = Map.of("input", "density");
    private static final Map<String, String> B40F = Map.of("calibration", "b40f");

    private static Labels on(VoxelGrid grid) {
        return new Labels(grid, new short[grid.voxels()]);
    }

    private static VoxelGrid grid(double spacing, Vec3 origin, Vec3 x) {
        return new VoxelGrid(G.nx(), G.ny(), G.nz(), new Vec3(1, 1, spacing), origin, x, G.yAxis(), G.zAxis());
    }

    static Stream<Arguments> otherGrids() {
        return Stream.of(
                arguments(VoxelGrid.aligned(14, 16, 13, 1, 1, 1), "14 x 16 x 13 against 14 x 16 x 14 voxels"),
                arguments(grid(1.25, Vec3.ZERO, G.xAxis()), "1.25000) mm against"),
                arguments(grid(1, new Vec3(0, 0, 2), G.xAxis()), "2.000 mm apart"),
                arguments(grid(1, Vec3.ZERO, G.xAxis().times(-1)), "check orientation"));
    }

    @ParameterizedTest
    @MethodSource("otherGrids")
    void labelMapAndMaskOnAnotherGridAreRefused(VoxelGrid grid, String difference) {
        assertThatThrownBy(() -> Phantom.input(Phantom.density(), on(grid)))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(
                        "not on the CT's grid", difference, "vertebrafe labels", "Import Vertebra Labels...");
        AnalysisInput masked = new AnalysisInput(
                "phantom",
                Phantom.density(),
                Phantom.labels(label -> (short) (label == 0 ? 0 : 30)),
                Optional.of(on(grid)),
                java.util.List.of());
        assertThatThrownBy(() -> Phantom.run(masked, Map.of("input", "density", "labelPreset", "totalsegmentator")))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("body mask", difference);
    }

    /** Two programs write the same placement with other last digits. */
    @Test
    void gridsThatDifferByRoundingAreTheSameGrid() {
        short[] labels = Phantom.labels();
        Labels nearly = new Labels(grid(1.0000001, new Vec3(1e-5, 0, 0), G.xAxis()), labels);
        AnalysisResult result = Phantom.run(Phantom.input(Phantom.density(), nearly), DENSITY);
        assertThat(result.stiffness()).isCloseTo(Phantom.result().stiffness(), within(1e-4 * result.stiffness()));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void voxelsThatAreNoNumberAreRefusedSayingWhere(float value) {
        float[] values = Phantom.density().values();
        values[G.index(5, 6, 7)] = value;
        assertThatThrownBy(() -> Phantom.input(new Volume(G, values), ALL))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(Float.toString(value), "(5, 6, 7)", "-1000 HU");
    }

    static Stream<Arguments> refused() {
        Volume hu = Phantom.hu();
        Volume density = Phantom.density();
        return Stream.of(
                // Images
                arguments(Phantom.image(10, 120, 255, 100, 200, 0, 0), ALL, B40F, "HU range 0..255;8-bit"),
                arguments(Phantom.image(24, 1174, 1524, 1100, 1400, 1100, 1100), ALL, B40F, "24..1524;subtract 1024"),
                arguments(Phantom.image(0, 0.1, 0.35, 0.1, 0.3, 0, 0), ALL, B40F, "g/cm3"),
                arguments(hu, ALL, Map.of(), "no density calibration;b40f or b70f;custom;mg/cm3"),
                arguments(
                        Phantom.image(0, 0.1, 0.35, 0.09, 0.3, 0, 0),
                        ALL,
                        DENSITY,
                        "0.3500 mg/cm3;50..1500 mg/cm3;multiply it by 1000"),
                arguments(hu, ALL, Map.of("calibration", "custom"), "slope must be positive"),
                arguments(
                        hu,
                        ALL,
                        Map.of("calibration", "custom", "calibrationSlope", "0.00001"),
                        "1.00000e-05 g/cm3 per HU;0.0001..0.01"),
                // Labels
                arguments(density, on(G), DENSITY, "label map is empty"),
                arguments(density, Phantom.without(1, 2), DENSITY, "vertebral body;mask of the body"),
                arguments(
                        density,
                        Phantom.labels(label -> (short) (label == 4 ? 9 : label)),
                        DENSITY,
                        "9 (12 voxels);Give them a role"),
                arguments(
                        density,
                        Phantom.labels(label -> (short) (label == 0 ? 0 : 30)),
                        Map.of("input", "density", "labelPreset", "totalsegmentator", "level", "L3"),
                        "Vertebra L3;L2"),
                arguments(
                        density,
                        Phantom.labels(label -> (short) (label == 0 ? 0 : 30)),
                        Map.of("input", "density", "labelPreset", "totalsegmentator"),
                        "vertebral body;mask of the body"),
                arguments(
                        density,
                        Phantom.without(6),
                        Map.of("input", "density", "bc", "plates-free"),
                        "no superior-cap;caps add"),
                arguments(
                        density,
                        Phantom.without(5),
                        Map.of("input", "density", "bc", "plates-held"),
                        "no inferior-cap;caps add"),
                arguments(
                        density,
                        Phantom.without(5, 6),
                        Map.of("input", "density", "caps", "labels"),
                        "no superior-cap"),
                // Model
                arguments(density, ALL, Map.of("input", "density", "elementSize", "10"), "10;mm;smaller"),
                arguments(
                        density,
                        ALL,
                        Map.of("input", "density", "elementSize", "5"),
                        "1.00 mm from the superior endplate;0.96 mm allowed;smaller"),
                arguments(
                        density,
                        ALL,
                        Map.of("input", "density", "binning", "ogo128", "elementSize", "2"),
                        "ogo128;element size to 0"),
                arguments(
                        density,
                        ALL,
                        Map.of("input", "density", "densityKind", "ha"),
                        "hydroxyapatite-equivalent density;apparent density;k2hpo4-as-ash;kaneko2004"),
                arguments(
                        density,
                        ALL,
                        Map.of("input", "density", "densityKind", "ash", "law", "kopperdahl2002"),
                        "ash density;K2HPO4-equivalent density;law that expects ash density"),
                arguments(
                        density,
                        ALL,
                        Map.of("input", "density", "law", "custom", "lawCoefficient", "0"),
                        "coefficient and exponent must be positive"),
                arguments(
                        density,
                        ALL,
                        Map.of("input", "density", "caps", "add", "capThickness", "0.5"),
                        "0.5;less than one voxel;thicker"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void inputThatCannotBeUsedIsRefusedWithTheRemedy(
            Volume image, Labels labels, Map<String, String> changes, String words) {
        assertThatThrownBy(() -> Phantom.run(Phantom.input(image, labels), changes))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(words.split(";"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                    | number=role pairs",
                "1:body                | number=role pairs",
                "1=body,,2=process     | number=role pairs",
                "body=1                | number=role pairs",
                "1=body=2              | number=role pairs",
                "-1=body               | number=role pairs",
                "1=corpus              | \"corpus\" is unknown; choose one of trabecular-body",
                "0=body                | labels run from 1 to 65535",
                "70000=body            | labels run from 1 to 65535",
                "99999999999=body      | number=role pairs",
                "1=body,2=process,1=process | label 1 has two roles"
            })
    void malformedLabelRolesAreRefused(String roles, String message) {
        assertThatThrownBy(() -> Phantom.run(
                        Phantom.input(Phantom.density(), ALL),
                        Map.of("input", "density", "labelPreset", "custom", "labelRoles", roles)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void customRolesGiveTheSameModelAsThePreset() {
        AnalysisResult custom = Phantom.run(
                Phantom.input(Phantom.density(), ALL),
                Map.of(
                        "input",
                        "density",
                        "labelPreset",
                        "custom",
                        "labelRoles",
                        " 1 = trabecular-body, 2=cortical-body,4=cortical-process,5=inferior-cap,6=superior-cap"));
        assertThat(custom.stiffness()).isEqualTo(Phantom.result().stiffness());
    }

    @Test
    void wholeVertebraWithABodyMaskGivesTheSameModelAsDividedLabels() {
        AnalysisInput masked = new AnalysisInput(
                "phantom",
                Phantom.density(),
                Phantom.labels(label -> (short) (label == 0 || label > 4 ? 7 : 30)),
                Optional.of(Phantom.labels(label -> (short) (label == 1 || label == 2 ? 255 : 0))),
                java.util.List.of());
        AnalysisResult result = Phantom.run(masked, Map.of("input", "density", "labelPreset", "totalsegmentator"));
        assertThat(result.stiffness()).isEqualTo(Phantom.result().stiffness());
        assertThat(result.frame().anterior().y()).isCloseTo(-1, within(1e-9));
    }

    @Test
    void bodyRegionIsTheModelWithoutPosteriorElements() {
        AnalysisResult body =
                Phantom.run(Phantom.input(Phantom.density(), ALL), Map.of("input", "density", "region", "body"));
        AnalysisResult without = Phantom.run(Phantom.input(Phantom.density(), Phantom.without(4)), DENSITY);
        assertThat(body.mesh().elements()).isEqualTo(512);
        assertThat(body.stiffness()).isEqualTo(without.stiffness());
        assertThat(body.meanBodyDensity()).isEqualTo(Phantom.result().meanBodyDensity());
    }

    @Test
    void disksThatCarryTheLoadAreInTheModelAndChangeIt() {
        AnalysisResult plates =
                Phantom.run(Phantom.input(Phantom.density(), ALL), Map.of("input", "density", "bc", "plates-free"));
        assertThat(plates.mesh().elements()).isEqualTo(8 * 8 * 12 + 12);
        assertThat(plates.frame().height()).isCloseTo(8, within(1e-9));
        assertThat(plates.stiffness()).isLessThan(Phantom.result().stiffness());
        // The program's own caps of the same thickness are the same caps.
        AnalysisResult added = Phantom.run(
                Phantom.input(Phantom.density(), Phantom.without(5, 6)),
                Map.of("input", "density", "bc", "plates-free", "capThickness", "2"));
        assertThat(added.mesh().elements()).isEqualTo(plates.mesh().elements());
        assertThat(added.stiffness()).isCloseTo(plates.stiffness(), within(1e-6 * plates.stiffness()));
    }

    @Test
    void disksOfTheLabelMapAreNoPartOfTheStudysModel() {
        AnalysisResult with = Phantom.result();
        AnalysisResult without = Phantom.run(Phantom.input(Phantom.density(), Phantom.without(5, 6)), DENSITY);
        assertThat(with.mesh().elements())
                .isEqualTo(8 * 8 * 8 + 12)
                .isEqualTo(without.mesh().elements());
        assertThat(with.stiffness()).isCloseTo(without.stiffness(), within(1e-6 * with.stiffness()));
        assertThat(with.frame().height()).isCloseTo(8, within(1e-9));
    }

    @Test
    void huAndTheDensityTheyStandForGiveTheSameStiffness() {
        AnalysisResult hu = Phantom.run(Phantom.input(Phantom.hu(), ALL), B40F);
        // Eq 1 of the study: 150 and 500 HU are 100.8 and 345.8 mg/cm3, 430 HU are 296.8.
        AnalysisResult density =
                Phantom.run(Phantom.input(Phantom.image(0, 100.8, 345.8, 0, 296.8, 0, 0), ALL), DENSITY);
        assertThat(hu.stiffness()).isCloseTo(density.stiffness(), within(1e-5 * density.stiffness()));
        assertThat(hu.meanTrabecularDensity()).isCloseTo(100.8, within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 10})
    void cancelStopsTheWorkAtOnce(int polls) {
        AtomicInteger left = new AtomicInteger(polls);
        Progress progress = new Progress() {
            @Override
            public void report(String stage, double fraction) {
                assertThat(left.get()).as("reports long after the cancel").isGreaterThan(-5);
            }

            @Override
            public boolean isCancelled() {
                return left.getAndDecrement() <= 0;
            }
        };
        assertThatThrownBy(() -> VertebraAnalysis.run(
                        Phantom.input(Phantom.density(), ALL),
                        Phantom.config(DENSITY),
                        TaskExecutors.singleThreaded(),
                        progress))
                .isInstanceOf(CancelledException.class);
    }
}
