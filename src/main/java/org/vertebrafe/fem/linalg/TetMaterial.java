package org.vertebrafe.fem.linalg;

/**
 * A linear elastic material of unit modulus.
 *
 * @param stiffness 6 x 6 values, row by row, in the order xx, yy, zz, xy, yz, zx with engineering shear strains; to be
 *     read only
 * @param isotropic whether {@code lambda} and {@code mu} say it all
 * @param lambda Lame's first constant, if isotropic
 * @param mu shear modulus, if isotropic
 */
public record TetMaterial(double[] stiffness, boolean isotropic, double lambda, double mu) {

    private static final int[][] VOIGT = {{0, 3, 5}, {3, 1, 4}, {5, 4, 2}};
    private static final double ROUNDING = 1e-13;

    /** The material with this stiffness. */
    public static TetMaterial of(double[] stiffness) {
        double lambda = stiffness[1];
        double mu = stiffness[6 * 3 + 3];
        boolean isotropic = true;
        for (int at = 0; at < 36; at++) {
            int i = at / 6;
            int j = at % 6;
            double expected = (i < 3 && j < 3 ? lambda : 0) + (i == j ? (i < 3 ? 2 : 1) * mu : 0);
            isotropic &= Math.abs(stiffness[at] - expected) <= ROUNDING * Math.abs(lambda + 2 * mu);
        }
        return new TetMaterial(stiffness, isotropic, lambda, mu);
    }

    /** Stress component (i, k) that a unit displacement gradient (j, l) alone causes. */
    double tensor(int i, int k, int j, int l) {
        return stiffness[6 * VOIGT[i][k] + VOIGT[j][l]];
    }

    /**
     * out += weight C_ikjl a_k b_l for component i of the one and j of the other shape function: the stiffness between two
     * shape functions of gradients a and b.
     *
     * @param a gradients of the functions for the three components, three values each
     * @param b the same of the others
     */
    void couple(double weight, double[] a, int atA, double[] b, int atB, double[] out, int at) {
        for (int i = 0; i < 3; i++) {
            int u = atA + 3 * i;
            for (int j = 0; j < 3; j++) {
                int v = atB + 3 * j;
                double sum = 0;
                if (isotropic) {
                    sum = lambda * a[u + i] * b[v + j] + mu * a[u + j] * b[v + i];
                    if (i == j) {
                        sum += mu * (a[u] * b[v] + a[u + 1] * b[v + 1] + a[u + 2] * b[v + 2]);
                    }
                } else {
                    for (int kl = 0; kl < 9; kl++) {
                        sum += tensor(i, kl / 3, j, kl % 3) * a[u + kl / 3] * b[v + kl % 3];
                    }
                }
                out[at + 3 * i + j] += weight * sum;
            }
        }
    }

    /** Adds the upper triangle of the stiffness of one shape function with itself, six values. */
    void addOwn(double weight, double[] g, double[] out, int at) {
        if (isotropic) {
            double both = weight * (lambda + mu);
            double shear = weight * mu * (g[0] * g[0] + g[1] * g[1] + g[2] * g[2]);
            out[at] += both * g[0] * g[0] + shear;
            out[at + 1] += both * g[0] * g[1];
            out[at + 2] += both * g[0] * g[2];
            out[at + 3] += both * g[1] * g[1] + shear;
            out[at + 4] += both * g[1] * g[2];
            out[at + 5] += both * g[2] * g[2] + shear;
            return;
        }
        int to = at;
        for (int i = 0; i < 3; i++) {
            for (int j = i; j < 3; j++) {
                double sum = 0;
                for (int kl = 0; kl < 9; kl++) {
                    sum += tensor(i, kl / 3, j, kl % 3) * g[kl / 3] * g[kl % 3];
                }
                out[to++] += weight * sum;
            }
        }
    }
}
