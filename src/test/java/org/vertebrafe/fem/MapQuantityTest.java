package org.vertebrafe.fem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.field.ElementMap;
import org.vertebrafe.field.ElementState;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.field.NodeMap;
import org.vertebrafe.field.TetLocator;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.synthetic.Pose;

/** Every quantity of the catalogue against what is known by hand, on all kinds of elements. */
class MapQuantityTest {

    private static final double E = 1500;
    private static final double NU = 0.3;
    private static final double LIMIT = 0.007;
    private static final double FACTOR = 0.5;

    /** Displacement gradient row by row. */
    private static final double[] UNIAXIAL = {0.003, 0, 0, 0, 0.003, 0, 0, 0, -0.01};

    private static final double SHEAR = 0.008;
    private static final double[] PURE_SHEAR = {0, SHEAR / 2, 0, SHEAR / 2, 0, 0, 0, 0, 0};

    private static final Pose TURNED = Pose.tilted(new Vec3(3, -2, 5), 25, -40, 65);

    private static Mesh block(ElementType type) {
        Bricks bricks = Bricks.box(3, 2, 2, 1, 1.5, 2);
        return switch (type) {
            case HEX8 -> bricks.mesh();
            case TET4 -> Tets.linear(bricks).mesh;
            case TET10 -> Tets.quadratic(bricks).mesh;
        };
    }

    /** The block under an even displacement gradient, turned in space with its load or as it is. */
    private static ElementState state(ElementType type, double[] gradient, boolean turned) {
        Mesh block = block(type);
        double[] x = new double[3 * block.nodes()];
        double[] u = new double[x.length];
        for (int n = 0; n < block.nodes(); n++) {
            Vec3 at = block.node(n);
            Vec3 moved = moved(gradient, at);
            put(turned ? TURNED.toPatient(at) : at, n, x);
            put(turned ? TURNED.toPatient(moved).minus(TURNED.toPatient(Vec3.ZERO)) : moved, n, u);
        }
        Mesh mesh = new Mesh(type, x, block.connectivity(), java.util.Map.of());
        ElasticModel model = Tets.model(mesh, UnitElasticity.isotropic(NU), e -> E);
        ElementFields fields = ElementFields.of(model, new Solution(u, u, null), TaskExecutors.singleThreaded());
        float[] densities = new float[mesh.elements()];
        Arrays.fill(densities, 0.25f);
        return new ElementState(mesh, fields, u, densities, model.modulus(), e -> e > 0, LIMIT, FACTOR);
    }

    private static Vec3 moved(double[] g, Vec3 at) {
        return new Vec3(
                g[0] * at.x() + g[1] * at.y() + g[2] * at.z(),
                g[3] * at.x() + g[4] * at.y() + g[5] * at.z(),
                g[6] * at.x() + g[7] * at.y() + g[8] * at.z());
    }

    private static void put(Vec3 v, int n, double[] array) {
        array[3 * n] = v.x();
        array[3 * n + 1] = v.y();
        array[3 * n + 2] = v.z();
    }

    private static void everywhere(ElementState state, MapQuantity quantity, double value) {
        for (int e = 1; e < state.fields().elements(); e++) {
            assertThat(quantity.of(state, e))
                    .as(quantity.id())
                    .isCloseTo(value, within(1e-10 * Math.max(1, Math.abs(value))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void uniaxialBlock(ElementType type) {
        for (boolean turned : new boolean[] {false, true}) {
            ElementState state = state(type, UNIAXIAL, turned);
            double sigma = 0.01 * E;
            everywhere(state, MapQuantity.DENSITY, 250);
            everywhere(state, MapQuantity.MODULUS, E);
            everywhere(state, MapQuantity.VON_MISES, sigma);
            everywhere(state, MapQuantity.MIN_PRINCIPAL_STRESS, -sigma);
            everywhere(state, MapQuantity.MAX_PRINCIPAL_STRESS, 0);
            everywhere(state, MapQuantity.HYDROSTATIC, -sigma / 3);
            everywhere(state, MapQuantity.MIN_PRINCIPAL_STRAIN, -0.01);
            everywhere(state, MapQuantity.MAX_PRINCIPAL_STRAIN, NU * 0.01);
            everywhere(state, MapQuantity.STRAIN_ENERGY_DENSITY, sigma * sigma / (2 * E));
            // In uniaxial stress the effective strain is the strain.
            everywhere(state, MapQuantity.SAFETY_FACTOR, LIMIT / (FACTOR * 0.01));
            everywhere(state, MapQuantity.FAILED, 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pureShear(ElementType type) {
        for (boolean turned : new boolean[] {false, true}) {
            ElementState state = state(type, PURE_SHEAR, turned);
            double tau = E / (2 * (1 + NU)) * SHEAR;
            everywhere(state, MapQuantity.MAX_PRINCIPAL_STRESS, tau);
            everywhere(state, MapQuantity.MIN_PRINCIPAL_STRESS, -tau);
            everywhere(state, MapQuantity.HYDROSTATIC, 0);
            everywhere(state, MapQuantity.VON_MISES, Math.sqrt(3) * tau);
            everywhere(state, MapQuantity.MAX_PRINCIPAL_STRAIN, SHEAR / 2);
            everywhere(state, MapQuantity.MIN_PRINCIPAL_STRAIN, -SHEAR / 2);
            everywhere(state, MapQuantity.STRAIN_ENERGY_DENSITY, tau * SHEAR / 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void elementsBeyondTheLimitHaveFailedAndCapsCannot(ElementType type) {
        double[] twice = Arrays.stream(UNIAXIAL).map(g -> 2 * g).toArray();
        ElementState state = state(type, twice, false);
        everywhere(state, MapQuantity.SAFETY_FACTOR, LIMIT / (FACTOR * 0.02));
        everywhere(state, MapQuantity.FAILED, 1);
        assertThat(MapQuantity.SAFETY_FACTOR.of(state, 0)).isNaN();
        assertThat(MapQuantity.FAILED.of(state, 0)).isNaN();
    }

    @ParameterizedTest
    @EnumSource
    void displacementAtTheCentreIsThatOfTheField(ElementType type) {
        ElementState state = state(type, UNIAXIAL, false);
        int per = type == ElementType.HEX8 ? 8 : 4;
        int all = type.nodes();
        for (int e = 0; e < state.mesh().elements(); e++) {
            Vec3 centre = Vec3.ZERO;
            for (int n = 0; n < per; n++) {
                centre = centre.plus(state.mesh()
                        .node(state.mesh().connectivity()[all * e + n])
                        .times(1.0 / per));
            }
            assertThat(MapQuantity.DISPLACEMENT.of(state, e))
                    .isCloseTo(moved(UNIAXIAL, centre).norm(), within(1e-14));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TET4", "TET10"})
    void displacementInVoxelsFollowsAnEvenFieldExactly(ElementType type) {
        ElementState state = state(type, UNIAXIAL, true);
        VoxelGrid grid = VoxelGrid.aligned(40, 40, 40, 0.31, 0.27, 0.29);
        VoxelGrid around = new VoxelGrid(
                40,
                40,
                40,
                grid.spacing(),
                TURNED.toPatient(new Vec3(1.5, 1.5, 2)).minus(new Vec3(5.9, 5.4, 5.6)),
                grid.xAxis(),
                grid.yAxis(),
                grid.zAxis());
        ElementMap places = TetLocator.locate(state.mesh(), around, TaskExecutors.singleThreaded());
        Volume lengths = NodeMap.lengths(places, state.mesh(), state.displacements());
        int inside = 0;
        for (int at = 0; at < around.voxels(); at++) {
            int i = at % 40;
            int j = at / 40 % 40;
            int k = at / 1600;
            if (places.element(i, j, k) == ElementMap.NONE) {
                assertThat(lengths.values()[at]).isNaN();
                continue;
            }
            inside++;
            Vec3 own = TURNED.toLocal(around.toPatient(i, j, k));
            assertThat((double) lengths.values()[at])
                    .isCloseTo(moved(UNIAXIAL, own).norm(), within(1e-8));
        }
        assertThat(inside * around.voxelVolume()).isCloseTo(3 * 3 * 4, within(1.0));
    }

    @Test
    void quantitiesAreFoundInTitlesAndLists() {
        assertThat(MapQuantity.named("von-mises of ct")).contains(MapQuantity.VON_MISES);
        assertThat(MapQuantity.named("map-min-principal-stress.nii.gz")).contains(MapQuantity.MIN_PRINCIPAL_STRESS);
        assertThat(MapQuantity.named("min-principal-strain of x")).contains(MapQuantity.MIN_PRINCIPAL_STRAIN);
        assertThat(MapQuantity.named("unused.tif")).isEmpty();
        assertThat(MapQuantity.ofList("sed, failed"))
                .containsExactly(MapQuantity.STRAIN_ENERGY_DENSITY, MapQuantity.FAILED);
        assertThat(MapQuantity.ofList("all")).hasSize(MapQuantity.values().length);
        assertThat(MapQuantity.ofList("standard,hydrostatic")).hasSize(6);
        assertThat(MapQuantity.ofList("none")).isEmpty();
        assertThatThrownBy(() -> MapQuantity.ofList("sed,strain"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"strain\"")
                .hasMessageContaining("hydrostatic");
    }

    @Test
    void noNameStandsInAnother() {
        List<String> ids = new ArrayList<>(MapQuantity.ids());
        IntStream.range(0, ids.size())
                .forEach(n -> assertThat(MapQuantity.named(ids.get(n))).contains(MapQuantity.values()[n]));
    }
}
