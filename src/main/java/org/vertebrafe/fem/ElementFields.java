package org.vertebrafe.fem;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.mesh.Mesh;

/**
 * Strain and stress at the centre of each element, in the model's frame: components xx, yy, zz, xy, yz, zx, shear strain
 * as engineering strain. Arrays are to be read only.
 */
public final class ElementFields {

    private static final int CHUNK_ELEMENTS = 4096;

    private final double[] strain;
    private final double[] stress;

    private ElementFields(double[] strain, double[] stress) {
        this.strain = strain;
        this.stress = stress;
    }

    /** Computes strain and stress from the displacements of a solution. */
    public static ElementFields of(ElasticModel model, Solution solution, TaskExecutor threads) {
        Mesh mesh = model.mesh();
        ElementShapes shapes = new ElementShapes(model, model.localCoordinates());
        double[] strain = new double[6 * mesh.elements()];
        double[] stress = new double[6 * mesh.elements()];
        Chunks.forEach(threads, mesh.elements(), CHUNK_ELEMENTS, (from, to) -> {
            double[] u = new double[Hex8.DOFS];
            for (int e = from; e < to; e++) {
                for (int n = 0; n < Hex8.NODES; n++) {
                    int node = mesh.connectivity()[Hex8.NODES * e + n];
                    System.arraycopy(solution.displacement(), 3 * node, u, 3 * n, 3);
                }
                double[] b = shapes.strain(e);
                for (int i = 0; i < 6; i++) {
                    double sum = 0;
                    for (int c = 0; c < Hex8.DOFS; c++) {
                        sum += b[i * Hex8.DOFS + c] * u[c];
                    }
                    strain[6 * e + i] = sum;
                }
                for (int i = 0; i < 6; i++) {
                    double sum = 0;
                    for (int j = 0; j < 6; j++) {
                        sum += shapes.material(e).get(i, j) * strain[6 * e + j];
                    }
                    stress[6 * e + i] = model.modulus()[e] * sum;
                }
            }
        });
        return new ElementFields(strain, stress);
    }

    public int elements() {
        return strain.length / 6;
    }

    /** Six strain components an element, dimensionless. */
    public double[] strain() {
        return strain;
    }

    /** Six stress components an element, MPa. */
    public double[] stress() {
        return stress;
    }

    /** Von Mises stress of an element, MPa. */
    public double vonMises(int element) {
        return SymmetricTensor.vonMises(stress, 6 * element);
    }

    /** Strain energy density of an element, MPa (= N mm per mm3). */
    public double strainEnergyDensity(int element) {
        double sum = 0;
        for (int i = 0; i < 6; i++) {
            sum += stress[6 * element + i] * strain[6 * element + i];
        }
        return sum / 2;
    }

    /** Principal stresses of an element, MPa, falling. */
    public double[] principalStresses(int element) {
        int at = 6 * element;
        return SymmetricTensor.principal(
                stress[at], stress[at + 1], stress[at + 2], stress[at + 3], stress[at + 4], stress[at + 5]);
    }

    /** Principal strains of an element, dimensionless, falling. */
    public double[] principalStrains(int element) {
        int at = 6 * element;
        return SymmetricTensor.principal(
                strain[at], strain[at + 1], strain[at + 2], strain[at + 3] / 2, strain[at + 4] / 2, strain[at + 5] / 2);
    }
}
