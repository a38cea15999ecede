package org.vertebrafe.field;

import java.util.function.IntPredicate;
import org.vertebrafe.fem.ElementFields;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/**
 * The elements of a solved model and what each is in: all that maps are computed from. A value: arrays are to be read only.
 *
 * @param mesh the elements
 * @param fields stress and strain at their centres
 * @param displacements x, y, z of each node, mm
 * @param densities of each element's bone, g/cm3; NaN where there is none
 * @param moduli Young's modulus of each element, MPa
 * @param bone whether an element is bone
 * @param strainLimit effective strain at which bone fails, dimensionless
 * @param loadFactor by which the simulated load is multiplied for margins against failure
 */
public record ElementState(
        Mesh mesh,
        ElementFields fields,
        double[] displacements,
        float[] densities,
        float[] moduli,
        IntPredicate bone,
        double strainLimit,
        double loadFactor) {

    private static final double MG_PER_G = 1000;

    /** Shape functions of the quadratic tetrahedron at its centre: corners, then middle nodes. */
    private static final double CORNER = -0.125;

    private static final double MIDDLE = 0.25;

    /** Rounding must not take the element that sets the limit for one that is within it. */
    private static final double JUST = 1 + 1e-9;

    double density(int element) {
        return densities[element] * MG_PER_G;
    }

    double modulus(int element) {
        return moduli[element];
    }

    /** Length of the displacement at the element's centre, mm. */
    double displacement(int element) {
        int per = mesh.type().nodes();
        double[] sum = new double[3];
        for (int n = 0; n < per; n++) {
            double share = mesh.type() == ElementType.TET10 ? n < 4 ? CORNER : MIDDLE : 1.0 / per;
            int node = mesh.connectivity()[per * element + n];
            for (int axis = 0; axis < 3; axis++) {
                sum[axis] += share * displacements[3 * node + axis];
            }
        }
        return Math.sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]);
    }

    /** The limit over the effective strain; no number where there is no bone. */
    double safetyFactor(int element) {
        if (!bone.test(element)) {
            return Double.NaN;
        }
        double energy = Math.max(0, fields.strainEnergyDensity(element));
        return strainLimit / (loadFactor * Math.sqrt(2 * energy / moduli[element]));
    }

    double failed(int element) {
        double factor = safetyFactor(element);
        return Double.isNaN(factor) ? factor : factor <= JUST ? 1 : 0;
    }
}
