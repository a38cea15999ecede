package org.vertebrafe.fem;

/** Invariants of symmetric 3 x 3 tensors. */
final class SymmetricTensor {

    private SymmetricTensor() {}

    /** Von Mises equivalent of six components xx, yy, zz, xy, yz, zx that start at a position. */
    static double vonMises(double[] s, int at) {
        double a = s[at] - s[at + 1];
        double b = s[at + 1] - s[at + 2];
        double c = s[at + 2] - s[at];
        double shear = s[at + 3] * s[at + 3] + s[at + 4] * s[at + 4] + s[at + 5] * s[at + 5];
        return Math.sqrt(0.5 * (a * a + b * b + c * c) + 3 * shear);
    }

    /**
     * Eigenvalues, falling, by the trigonometric solution of the characteristic equation (Smith 1961,
     * doi:10.1145/355578.366316).
     */
    static double[] principal(double xx, double yy, double zz, double xy, double yz, double zx) {
        double mean = (xx + yy + zz) / 3;
        double dx = xx - mean;
        double dy = yy - mean;
        double dz = zz - mean;
        double p = Math.sqrt((dx * dx + dy * dy + dz * dz + 2 * (xy * xy + yz * yz + zx * zx)) / 6);
        if (p == 0) {
            return new double[] {mean, mean, mean};
        }
        double determinant = dx * (dy * dz - yz * yz) - xy * (xy * dz - yz * zx) + zx * (xy * yz - dy * zx);
        double r = Math.max(-1, Math.min(1, determinant / (2 * p * p * p)));
        double angle = Math.acos(r) / 3;
        double first = mean + 2 * p * Math.cos(angle);
        double third = mean + 2 * p * Math.cos(angle + 2 * Math.PI / 3);
        return new double[] {first, 3 * mean - first - third, third};
    }
}
