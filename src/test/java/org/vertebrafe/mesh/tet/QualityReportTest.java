package org.vertebrafe.mesh.tet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

class QualityReportTest {

    private static final double[] REGULAR = {1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1};

    private static QualityReport report(ElementType type, double[] xyz, int... nodes) {
        return QualityReport.of(new Mesh(type, xyz, nodes, Map.of()), TaskExecutors.singleThreaded());
    }

    @Test
    void regularTetrahedronIsPerfect() {
        QualityReport report = report(ElementType.TET4, REGULAR, 0, 2, 1, 3);
        assertThat(report.volume()).isCloseTo(8.0 / 3, within(1e-12));
        assertThat(report.dihedral().min()).isCloseTo(Math.toDegrees(Math.acos(1.0 / 3)), within(1e-9));
        assertThat(report.dihedral().max()).isCloseTo(Math.toDegrees(Math.acos(1.0 / 3)), within(1e-9));
        assertThat(report.radiusRatio().mean()).isCloseTo(1, within(1e-12));
        assertThat(report.edgeLength().mean()).isCloseTo(Math.sqrt(8), within(1e-12));
        assertThat(report.edgeLength().number()).isEqualTo(6);
        assertThat(report.jacobianRatio().min()).isEqualTo(1);
    }

    @Test
    void cornerOfACubeHasTheRadiusRatioOfItsClosedForm() {
        QualityReport report = report(ElementType.TET4, new double[] {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1}, 0, 1, 2, 3);
        // Inscribed radius 1 / (3 + sqrt 3), circumscribed sqrt(3) / 2.
        assertThat(report.radiusRatio().mean()).isCloseTo(3 / (3 + Math.sqrt(3)) / (Math.sqrt(3) / 2), within(1e-12));
        assertThat(report.dihedral().max()).isCloseTo(90, within(1e-9));
    }

    @Test
    void elementInsideOutHasNoPositiveJacobian() {
        QualityReport report = report(ElementType.TET4, REGULAR, 0, 1, 2, 3);
        assertThat(report.volume()).isNegative();
        assertThat(report.jacobianRatio().min()).isNegative();
        assertThat(report.radiusRatio().min()).isZero();
    }

    @Test
    void jacobianIsThatOfTheShapeFunctionsItsBoundBelowItAndItsIntegralTheVolume() {
        Random chance = new Random(4);
        for (int trial = 0; trial < 50; trial++) {
            double[] xyz = new double[30];
            double[] corners = {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1};
            System.arraycopy(corners, 0, xyz, 0, 12);
            for (int m = 0; m < 6; m++) {
                for (int i = 0; i < 3; i++) {
                    xyz[12 + 3 * m + i] = 0.5 * (corners[3 * Edges.ENDS[m][0] + i] + corners[3 * Edges.ENDS[m][1] + i])
                            + 0.08 * chance.nextGaussian();
                }
            }
            QuadraticJacobian jacobian = new QuadraticJacobian();
            jacobian.load(xyz, new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 0);
            double bound = jacobian.lowerBound();
            assertThat(jacobian.volume()).isCloseTo(divergence(xyz), within(2e-5));
            for (int point = 0; point < 200; point++) {
                double[] l = new double[4];
                double sum = 0;
                for (int i = 0; i < 4; i++) {
                    l[i] = -Math.log(1 - chance.nextDouble());
                    sum += l[i];
                }
                double value = jacobian.at(l[0] / sum, l[1] / sum, l[2] / sum, l[3] / sum);
                assertThat(value).isGreaterThanOrEqualTo(bound - 1e-12);
                assertThat(value).isCloseTo(numerical(xyz, l[1] / sum, l[2] / sum, l[3] / sum), within(1e-6));
            }
        }
    }

    /** The element's volume as the flux of x through its bent faces, by a fine midpoint rule extrapolated once. */
    private static double divergence(double[] xyz) {
        return (4 * flux(xyz, 60) - flux(xyz, 30)) / 3;
    }

    private static double flux(double[] xyz, int n) {
        double six = 0;
        int[][] faces = Facets.CORNERS;
        for (int[] face : faces) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; i + j < n; j++) {
                    double[][] p = new double[4][];
                    for (int q = 0; q < 4; q++) {
                        double[] l = new double[4];
                        l[face[1]] = (i + (q & 1)) / (double) n;
                        l[face[2]] = (j + (q >> 1)) / (double) n;
                        l[face[0]] = 1 - l[face[1]] - l[face[2]];
                        p[q] = position(xyz, l[1], l[2], l[3]);
                    }
                    six += triple(p[0], p[1], p[2]);
                    six += i + j + 1 < n ? triple(p[1], p[3], p[2]) : 0;
                }
            }
        }
        return six / 6;
    }

    private static double triple(double[] a, double[] b, double[] c) {
        return a[0] * (b[1] * c[2] - b[2] * c[1])
                + a[1] * (b[2] * c[0] - b[0] * c[2])
                + a[2] * (b[0] * c[1] - b[1] * c[0]);
    }

    /** The determinant of differences of the position itself, from the ten shape functions. */
    private static double numerical(double[] xyz, double x, double y, double z) {
        double h = 1e-5;
        double[][] d = new double[3][3];
        for (int r = 0; r < 3; r++) {
            double[] up = position(xyz, x + (r == 0 ? h : 0), y + (r == 1 ? h : 0), z + (r == 2 ? h : 0));
            double[] down = position(xyz, x - (r == 0 ? h : 0), y - (r == 1 ? h : 0), z - (r == 2 ? h : 0));
            for (int i = 0; i < 3; i++) {
                d[r][i] = (up[i] - down[i]) / (2 * h);
            }
        }
        return d[0][0] * (d[1][1] * d[2][2] - d[1][2] * d[2][1])
                + d[0][1] * (d[1][2] * d[2][0] - d[1][0] * d[2][2])
                + d[0][2] * (d[1][0] * d[2][1] - d[1][1] * d[2][0]);
    }

    private static double[] position(double[] xyz, double x, double y, double z) {
        double[] l = {1 - x - y - z, x, y, z};
        double[] p = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int c = 0; c < 4; c++) {
                p[i] += l[c] * (2 * l[c] - 1) * xyz[3 * c + i];
            }
            for (int m = 0; m < 6; m++) {
                p[i] += 4 * l[Edges.ENDS[m][0]] * l[Edges.ENDS[m][1]] * xyz[12 + 3 * m + i];
            }
        }
        return p;
    }
}
