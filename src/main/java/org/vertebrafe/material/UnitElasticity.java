package org.vertebrafe.material;

import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.vertebrafe.base.InputException;

/**
 * A linear elastic material of unit modulus: stress = E * stiffness * strain, in the order xx, yy, zz, xy, yz, zx with
 * engineering shear strains. The z axis is the loading axis (superior), x to the left, y to posterior.
 */
public final class UnitElasticity {

    private final String description;
    private final double[] stiffness;

    private UnitElasticity(String description, double[] stiffness) {
        this.description = description;
        this.stiffness = stiffness;
    }

    /**
     * An isotropic material.
     *
     * @param poissonRatio dimensionless, in (-1, 0.5)
     */
    public static UnitElasticity isotropic(double poissonRatio) {
        if (!(poissonRatio > -1 && poissonRatio < 0.5)) {
            throw InputException.of("Poisson's ratio %g: must lie between -1 and 0.5, both excluded.", poissonRatio);
        }
        double shear = 0.5 / (1 + poissonRatio);
        return orthotropic(
                String.format(Locale.ROOT, "isotropic, Poisson's ratio %g", poissonRatio),
                new double[] {1, 1, 1},
                new double[] {poissonRatio, poissonRatio, poissonRatio},
                new double[] {shear, shear, shear});
    }

    /**
     * Cancellous bone that is stiffest along the vertebral axis: Ex = Ey = 0.333 Ez, Gxy = 0.121 Ez, Gxz = Gyz = 0.157
     * Ez, nu_xy = 0.381, nu_xz = nu_yz = 0.104 (Crawford et al. 2003, doi:10.1016/S8756-3282(03)00210-2; constants quoted
     * from memory of the literature).
     */
    public static UnitElasticity crawfordOrthotropic() {
        return orthotropic(
                "orthotropic along the vertebral axis (Crawford 2003)",
                new double[] {0.333, 0.333, 1},
                new double[] {0.381, 0.104, 0.104},
                new double[] {0.121, 0.157, 0.157});
    }

    /**
     * @param e Ex, Ey, Ez over E
     * @param nu nu_xy, nu_yz, nu_xz: contraction along the second axis over extension along the first
     * @param g Gxy, Gyz, Gzx over E
     */
    private static UnitElasticity orthotropic(String description, double[] e, double[] nu, double[] g) {
        DMatrixRMaj compliance = new DMatrixRMaj(6, 6);
        for (int i = 0; i < 3; i++) {
            compliance.set(i, i, 1 / e[i]);
            compliance.set(3 + i, 3 + i, 1 / g[i]);
        }
        setBoth(compliance, 0, 1, -nu[0] / e[0]);
        setBoth(compliance, 1, 2, -nu[1] / e[1]);
        setBoth(compliance, 0, 2, -nu[2] / e[0]);
        DMatrixRMaj stiffness = new DMatrixRMaj(6, 6);
        if (!CommonOps_DDRM.invert(compliance, stiffness)) {
            throw new IllegalArgumentException("singular compliance: " + description);
        }
        return new UnitElasticity(description, stiffness.getData());
    }

    private static void setBoth(DMatrixRMaj m, int i, int j, double value) {
        m.set(i, j, value);
        m.set(j, i, value);
    }

    /** What it is, for provenance. */
    public String description() {
        return description;
    }

    /** Entry (i, j) of the 6 x 6 stiffness per unit modulus. */
    public double get(int i, int j) {
        return stiffness[6 * i + j];
    }
}
