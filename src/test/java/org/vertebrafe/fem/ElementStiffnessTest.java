package org.vertebrafe.fem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

class ElementStiffnessTest {

    private static final double[] HEX = {0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1};
    private static final double[] TET = {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1};

    private static double[] shape(ElementType type) {
        return switch (type) {
            case HEX8 -> HEX.clone();
            case TET4 -> TET.clone();
            case TET10 -> {
                double[] x = Arrays.copyOf(TET, 30);
                for (int m = 0; m < 18; m++) {
                    int[] edge = Tets.EDGES[m / 3];
                    x[12 + m] = (TET[3 * edge[0] + m % 3] + TET[3 * edge[1] + m % 3]) / 2;
                }
                yield x;
            }
        };
    }

    /** One element, every node moved at random. */
    private static Mesh distorted(ElementType type) {
        Random random = new Random(3);
        double[] x = shape(type);
        for (int i = 0; i < x.length; i++) {
            x[i] = 2 * x[i] + 0.12 * (random.nextDouble() - 0.5);
        }
        return mesh(type, x);
    }

    private static Mesh mesh(ElementType type, double[] x) {
        int[] connectivity = new int[type.nodes()];
        Arrays.setAll(connectivity, n -> n);
        return new Mesh(type, x, connectivity, Map.of());
    }

    private static DMatrixRMaj stiffness(Mesh mesh, UnitElasticity material) {
        int n = mesh.nodes();
        double[] blocks =
                new ElementStiffness(Tets.model(mesh, material, e -> 1), mesh.coordinates(), new int[1]).of(0);
        DMatrixRMaj k = new DMatrixRMaj(3 * n, 3 * n);
        for (int at = 0; at < blocks.length; at++) {
            int pair = at / 9;
            k.set(3 * (pair / n) + at % 9 / 3, 3 * (pair % n) + at % 3, blocks[at]);
        }
        return k;
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void isExactlySymmetricWithTheSixRigidMotionsAsItsOnlyZeroEigenvectors(ElementType type) {
        Mesh mesh = distorted(type);
        DMatrixRMaj k = stiffness(mesh, UnitElasticity.isotropic(0.3));
        int n = k.numRows;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(k.get(i, j)).isEqualTo(k.get(j, i));
            }
        }
        Vec3 axis = new Vec3(0.3, -0.7, 0.4);
        for (int i = 0; i < n; i++) {
            double force = 0;
            for (int j = 0; j < n; j++) {
                force += k.get(i, j)
                        * axis.cross(mesh.node(j / 3)).plus(new Vec3(1, 2, 3)).get(j % 3);
            }
            assertThat(force).isCloseTo(0, within(1e-13));
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false, true);
        assertThat(eigen.decompose(k)).isTrue();
        double[] values = new double[n];
        Arrays.setAll(values, i -> eigen.getEigenvalue(i).getReal());
        Arrays.sort(values);
        assertThat(values[5]).isLessThan(1e-13);
        assertThat(values[0]).isGreaterThan(-1e-13);
        assertThat(values[6]).isGreaterThan(1e-3);
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void energyOfConstantStrainIsVolumeTimesItsDensity(ElementType type) {
        Mesh mesh = mesh(type, shape(type));
        UnitElasticity material = UnitElasticity.crawfordOrthotropic();
        DMatrixRMaj k = stiffness(mesh, material);
        double[][] gradient = {{0.3, 0.1, -0.2}, {0.5, -0.4, 0.7}, {-0.6, 0.2, 0.9}};
        double[] strain = {0.3, -0.4, 0.9, 0.6, 0.9, -0.8};
        double density = 0;
        for (int ij = 0; ij < 36; ij++) {
            density += strain[ij / 6] * material.get(ij / 6, ij % 6) * strain[ij % 6];
        }
        double energy = 0;
        double[] u = new double[k.numRows];
        for (int i = 0; i < u.length; i++) {
            for (int j = 0; j < 3; j++) {
                u[i] += gradient[i % 3][j] * mesh.node(i / 3).get(j);
            }
        }
        for (int at = 0; at < u.length * u.length; at++) {
            energy += u[at / u.length] * k.data[at] * u[at % u.length];
        }
        double volume = type == ElementType.HEX8 ? 1 : 1 / 6.0;
        assertThat(energy).isCloseTo(volume * density, within(1e-13));
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void anElementTurnedInsideOutIsRefusedByItsNumber(ElementType type) {
        double[] mirrored = shape(type);
        for (int i = 0; i < mirrored.length; i += 3) {
            mirrored[i] = -mirrored[i];
        }
        assertThatThrownBy(() -> stiffness(mesh(type, mirrored), UnitElasticity.isotropic(0.3)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Element 1 of 1")
                .hasMessageContaining("inside out");
    }
}
