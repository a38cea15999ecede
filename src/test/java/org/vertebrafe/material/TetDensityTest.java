package org.vertebrafe.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.DensityKind;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.segmentation.Tissue;

/** Densities and moduli of tetrahedra by element, node and integration point. */
class TetDensityTest {

    private static final VoxelGrid GRID = VoxelGrid.aligned(12, 12, 12, 1, 1, 1);

    private static final double NEAR = (5 + 3 * Math.sqrt(5)) / 20;
    private static final double FAR = (5 - Math.sqrt(5)) / 20;
    private static final double[] POINTS = {
        NEAR, FAR, FAR, FAR, FAR, NEAR, FAR, FAR, FAR, FAR, NEAR, FAR, FAR, FAR, FAR, NEAR
    };

    /** A cube from 2 to 8 mm, cut into six around a diagonal. */
    private static Mesh cube() {
        double[] x = new double[24];
        for (int n = 0; n < 8; n++) {
            x[3 * n] = (n & 1) == 0 ? 2 : 8;
            x[3 * n + 1] = (n & 2) == 0 ? 2 : 8;
            x[3 * n + 2] = (n & 4) == 0 ? 2 : 8;
        }
        int[] tets = {0, 1, 3, 7, 0, 3, 2, 7, 0, 2, 6, 7, 0, 6, 4, 7, 0, 4, 5, 7, 0, 5, 1, 7};
        return new Mesh(ElementType.TET4, x, tets, Map.of());
    }

    private static Volume image(ToDoubleFunction<Vec3> value) {
        float[] values = new float[GRID.voxels()];
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) value.applyAsDouble(GRID.toPatient(at % 12, at / 12 % 12, at / 144));
        }
        return new Volume(GRID, values);
    }

    private static BitSet all() {
        BitSet mask = new BitSet();
        mask.set(0, GRID.voxels());
        return mask;
    }

    private static float[] sampled(Volume image, BitSet mask, float[] mean) {
        return PointDensity.sampled(image, mask, cube(), mean, POINTS, TaskExecutors.singleThreaded(), Progress.NONE);
    }

    @Test
    void samplesOfALinearImageAreItsValuesAtThePoints() {
        ToDoubleFunction<Vec3> linear = p -> 1 + 0.5 * p.x() - 0.25 * p.y() + 2 * p.z();
        float[] values = sampled(image(linear), all(), new float[6]);
        Mesh mesh = cube();
        for (int at = 0; at < values.length; at++) {
            Vec3 p = Vec3.ZERO;
            for (int c = 0; c < 4; c++) {
                p = p.plus(mesh.node(mesh.connectivity()[at / 4 * 4 + c]).times(POINTS[at % 4 * 4 + c]));
            }
            assertThat(values[at]).isCloseTo((float) linear.applyAsDouble(p), within(1e-5f));
        }
    }

    @Test
    void samplesUseTheMasksVoxelsOnlyAndTheElementsMeanWhereThereAreNone() {
        // Bone of 0.3 up to z = 4, something of 9 beyond.
        Volume image = image(p -> p.z() <= 4 ? 0.3 : 9);
        BitSet bone = new BitSet();
        bone.set(0, 5 * 144);
        float[] mean = new float[6];
        Arrays.fill(mean, 0.77f);
        float[] values = sampled(image, bone, mean);
        assertThat(values).containsOnly(0.3f, 0.77f).contains(0.3f).contains(0.77f);
    }

    @Test
    void nodeAveragesKeepTheIntegralAndConstants() {
        Mesh mesh = cube();
        float[] mean = {0.1f, 0.9f, 0.3f, 0.2f, 0.6f, 0.4f};
        double[] volume = {36, 36, 36, 36, 36, 36};
        float[] values = PointDensity.nodal(mesh, mean, volume, POINTS);
        double sum = 0;
        for (float value : values) {
            sum += value / 4;
        }
        assertThat(sum).isCloseTo(2.5, within(1e-6));
        assertThat(values[0]).isNotEqualTo(values[1]);
        float[] constant = {0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f};
        for (float value : PointDensity.nodal(mesh, constant, volume, POINTS)) {
            assertThat(value).isCloseTo(0.5f, within(1e-7f));
        }
    }

    @Test
    void elementsWithoutDensityGiveNothingToTheNodes() {
        float[] mean = {0.5f, Float.NaN, 0.5f, 0.5f, Float.NaN, 0.5f};
        float[] values = PointDensity.nodal(cube(), mean, new double[] {36, 36, 36, 36, 36, 36}, POINTS);
        for (int at = 0; at < values.length; at++) {
            if (Float.isNaN(mean[at / 4])) {
                assertThat(values[at]).isNaN();
            } else {
                assertThat(values[at]).isCloseTo(0.5f, within(1e-7f));
            }
        }
    }

    @Test
    void gapsGetTheMeanOfWhatIsAroundThem() {
        float[] values = {0.2f, Float.NaN, 0.6f, Float.NaN, Float.NaN, 0.2f};
        BitSet gaps = new BitSet();
        gaps.set(1);
        UncoveredElements.fill(cube(), gaps, values, new double[] {36, 36, 36, 36, 36, 36});
        // Corners 0 and 7 are shared with 0.2, 0.6, 0.2; corner 3 with 0.2, corner 2 with 0.6.
        assertThat(values[1]).isCloseTo((float) ((1.0 / 3 + 0.2 + 0.6 + 1.0 / 3) / 4), within(1e-6f));
        assertThat(values[3]).isNaN();
        float[] lonely = {0, 0, 0, 0, 0, 0};
        gaps.set(0, 6);
        UncoveredElements.fill(cube(), gaps, lonely, new double[] {36, 36, 36, 36, 36, 36});
        assertThat(lonely).containsOnly(0);
    }

    @Test
    void moduliFollowTheLawPointByPointAndElementsHaveTheirMean() {
        MaterialSettings settings = Fixture.settings(DensityKind.K2HPO4, "morgan2003-vertebra", 10);
        byte[] tissues = {Tissue.BODY.code(), Tissue.SUPERIOR_CAP.code(), Tissue.PROCESS.code()};
        float[] density = {0.1f, 0.2f, 0.9f, 0.9f, -0.01f, 0.001f};
        TetModuli moduli = TetModuli.ofPoints(density, tissues, settings, 0, "points");
        double first = 4730 * Math.pow(0.1 / 0.6, 1.56);
        double second = 4730 * Math.pow(0.2 / 0.6, 1.56);
        assertThat(moduli.points()[0]).isCloseTo((float) first, within(0.01f));
        assertThat(moduli.points()[1]).isCloseTo((float) second, within(0.01f));
        assertThat(moduli.modulus()[0]).isCloseTo((float) ((first + second) / 2), within(0.01f));
        assertThat(moduli.modulus()[1]).isEqualTo(2500);
        assertThat(moduli.modulus()[2]).isEqualTo(10);
        assertThat(moduli.density()[0]).isCloseTo(0.15f, within(1e-6f));
        assertThat(moduli.density()[1]).isNaN();
        assertThat(moduli.floored()).isEqualTo(VoxelModuliTest.bits(2));
        assertThat(moduli.extrapolated()).isEqualTo(VoxelModuliTest.bits(2));
        TetModuli byElement = TetModuli.ofElements(new float[] {0.1f, 0.9f, 0.2f}, tissues, settings, 1);
        double middle = 4730 * Math.pow(0.15 / 0.6, 1.56);
        assertThat(byElement.points()).isEmpty();
        assertThat(byElement.modulus()[0])
                .isCloseTo((float) middle, within(0.01f))
                .isEqualTo(byElement.modulus()[2]);
        assertThat(byElement.description()).contains("one modulus an element", "1 density bins");
    }
}
