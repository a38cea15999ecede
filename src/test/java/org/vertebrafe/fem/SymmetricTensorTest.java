package org.vertebrafe.fem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;

class SymmetricTensorTest {

    @Property
    void principalValuesAreTheEigenvaluesFalling(
            @ForAll @DoubleRange(min = -100, max = 100) double xx,
            @ForAll @DoubleRange(min = -100, max = 100) double yy,
            @ForAll @DoubleRange(min = -100, max = 100) double zz,
            @ForAll @DoubleRange(min = -100, max = 100) double xy,
            @ForAll @DoubleRange(min = -100, max = 100) double yz,
            @ForAll @DoubleRange(min = -100, max = 100) double zx) {
        double[] s = {xx, yy, zz, xy, yz, zx};
        double[] principal = SymmetricTensor.principal(s[0], s[1], s[2], s[3], s[4], s[5]);
        DMatrixRMaj matrix =
                new DMatrixRMaj(new double[][] {{s[0], s[3], s[5]}, {s[3], s[1], s[4]}, {s[5], s[4], s[2]}});
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(3, false, true);
        eigen.decompose(matrix);
        double[] expected = new double[3];
        for (int i = 0; i < 3; i++) {
            expected[i] = eigen.getEigenvalue(i).getReal();
        }
        java.util.Arrays.sort(expected);
        for (int i = 0; i < 3; i++) {
            assertThat(principal[i]).isCloseTo(expected[2 - i], within(1e-11));
        }
        double a = principal[0] - principal[1];
        double b = principal[1] - principal[2];
        double c = principal[2] - principal[0];
        assertThat(SymmetricTensor.vonMises(s, 0)).isCloseTo(Math.sqrt((a * a + b * b + c * c) / 2), within(1e-11));
    }

    @Test
    void equalValuesAndPureShearAreHandled() {
        assertThat(SymmetricTensor.principal(-4, -4, -4, 0, 0, 0)).containsExactly(-4, -4, -4);
        double[] shear = SymmetricTensor.principal(0, 0, 0, 5, 0, 0);
        assertThat(shear[0]).isCloseTo(5, within(1e-12));
        assertThat(shear[1]).isCloseTo(0, within(1e-12));
        assertThat(shear[2]).isCloseTo(-5, within(1e-12));
        assertThat(SymmetricTensor.vonMises(new double[] {0, 0, 0, 5, 0, 0}, 0))
                .isCloseTo(5 * Math.sqrt(3), within(1e-12));
    }
}
