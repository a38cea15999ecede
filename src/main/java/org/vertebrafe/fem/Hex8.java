package org.vertebrafe.fem;

import org.vertebrafe.material.UnitElasticity;

/**
 * The trilinear brick with 2 x 2 x 2 Gauss points, standard displacement formulation (CalculiX's C3D8; Hughes, The
 * Finite Element Method, 1987, section 3.5). Degrees of freedom run node by node, x, y, z; strains in the order xx, yy,
 * zz, xy, yz, zx with engineering shear.
 */
final class Hex8 {

    static final int NODES = 8;
    static final int DOFS = 24;

    private static final double GAUSS = 1 / Math.sqrt(3);
    private static final double[] XI = {-1, 1, 1, -1, -1, 1, 1, -1};
    private static final double[] ETA = {-1, -1, 1, 1, -1, -1, 1, 1};
    private static final double[] ZETA = {-1, -1, -1, -1, 1, 1, 1, 1};

    private Hex8() {}

    /**
     * Stiffness of unit modulus.
     *
     * @param corners x, y, z of the eight nodes, mm
     * @return 24 x 24 values, row by row, mm (times MPa gives N/mm)
     * @throws IllegalArgumentException if the element is turned inside out
     */
    static double[] stiffness(double[] corners, UnitElasticity material) {
        double[] k = new double[DOFS * DOFS];
        double[] b = new double[6 * DOFS];
        double[] db = new double[6 * DOFS];
        for (int point = 0; point < 8; point++) {
            double weight = strainMatrix(corners, GAUSS * XI[point], GAUSS * ETA[point], GAUSS * ZETA[point], b);
            for (int i = 0; i < 6; i++) {
                for (int c = 0; c < DOFS; c++) {
                    double sum = 0;
                    for (int j = 0; j < 6; j++) {
                        sum += material.get(i, j) * b[j * DOFS + c];
                    }
                    db[i * DOFS + c] = sum * weight;
                }
            }
            for (int r = 0; r < DOFS; r++) {
                for (int c = 0; c < DOFS; c++) {
                    double sum = 0;
                    for (int i = 0; i < 6; i++) {
                        sum += b[i * DOFS + r] * db[i * DOFS + c];
                    }
                    k[r * DOFS + c] += sum;
                }
            }
        }
        return k;
    }

    /** The 6 x 24 matrix that gives the strain at the element's centre from its displacements. */
    static double[] centreStrainMatrix(double[] corners) {
        double[] b = new double[6 * DOFS];
        strainMatrix(corners, 0, 0, 0, b);
        return b;
    }

    /** Fills the strain matrix at a point and returns the Jacobian determinant there. */
    private static double strainMatrix(double[] corners, double xi, double eta, double zeta, double[] b) {
        double[] local = new double[3 * NODES];
        double[] j = new double[9];
        for (int n = 0; n < NODES; n++) {
            double x = 1 + xi * XI[n];
            double y = 1 + eta * ETA[n];
            double z = 1 + zeta * ZETA[n];
            local[3 * n] = XI[n] * y * z / 8;
            local[3 * n + 1] = ETA[n] * x * z / 8;
            local[3 * n + 2] = ZETA[n] * x * y / 8;
            for (int r = 0; r < 3; r++) {
                for (int c = 0; c < 3; c++) {
                    j[3 * r + c] += local[3 * n + r] * corners[3 * n + c];
                }
            }
        }
        double c00 = j[4] * j[8] - j[5] * j[7];
        double c01 = j[5] * j[6] - j[3] * j[8];
        double c02 = j[3] * j[7] - j[4] * j[6];
        double determinant = j[0] * c00 + j[1] * c01 + j[2] * c02;
        if (!(determinant > 0)) {
            throw new IllegalArgumentException("brick with Jacobian " + determinant + ": turned inside out or flat");
        }
        double[] inverse = {
            c00, j[2] * j[7] - j[1] * j[8], j[1] * j[5] - j[2] * j[4],
            c01, j[0] * j[8] - j[2] * j[6], j[2] * j[3] - j[0] * j[5],
            c02, j[1] * j[6] - j[0] * j[7], j[0] * j[4] - j[1] * j[3]
        };
        for (int n = 0; n < NODES; n++) {
            double[] g = new double[3];
            for (int r = 0; r < 3; r++) {
                for (int c = 0; c < 3; c++) {
                    g[r] += inverse[3 * r + c] * local[3 * n + c];
                }
                g[r] /= determinant;
            }
            fillStrains(b, 3 * n, g);
        }
        return determinant;
    }

    private static void fillStrains(double[] b, int column, double[] g) {
        b[column] = g[0];
        b[DOFS + column + 1] = g[1];
        b[2 * DOFS + column + 2] = g[2];
        b[3 * DOFS + column] = g[1];
        b[3 * DOFS + column + 1] = g[0];
        b[4 * DOFS + column + 1] = g[2];
        b[4 * DOFS + column + 2] = g[1];
        b[5 * DOFS + column] = g[2];
        b[5 * DOFS + column + 2] = g[0];
    }
}
