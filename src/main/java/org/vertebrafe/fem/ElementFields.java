package org.vertebrafe.fem;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.Mesh;

/**
 * Strain and stress at the centre of each element, in the model's frame: components xx, yy, zz, xy, yz, zx, shear strain
 * as engineering strain. Where the modulus varies inside an element, stress follows from its mean. Arrays are to be read
 * only.
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
        double[] coordinates = model.localCoordinates();
        double[] strain = new double[6 * mesh.elements()];
        double[] stress = new double[6 * mesh.elements()];
        Chunks.forEach(threads, mesh.elements(), CHUNK_ELEMENTS, (from, to) -> {
            ReferenceElement reference = ReferenceElement.of(mesh.type());
            double[] x = new double[3 * reference.nodes()];
            double[] gradients = new double[3 * reference.nodes()];
            for (int e = from; e < to; e++) {
                ElementShapes.relativeCoordinates(mesh, coordinates, e, x);
                reference.centreGradients(x, gradients);
                addStrain(mesh, e, solution.displacement(), gradients, strain);
                UnitElasticity material = model.materials().get(model.materialOfElement()[e]);
                for (int i = 0; i < 6; i++) {
                    double sum = 0;
                    for (int j = 0; j < 6; j++) {
                        sum += material.get(i, j) * strain[6 * e + j];
                    }
                    stress[6 * e + i] = model.modulus()[e] * sum;
                }
            }
        });
        return new ElementFields(strain, stress);
    }

    private static void addStrain(Mesh mesh, int e, double[] displacement, double[] gradients, double[] strain) {
        int nodes = mesh.type().nodes();
        for (int n = 0; n < nodes; n++) {
            int u = 3 * mesh.connectivity()[nodes * e + n];
            double gx = gradients[3 * n];
            double gy = gradients[3 * n + 1];
            double gz = gradients[3 * n + 2];
            strain[6 * e] += gx * displacement[u];
            strain[6 * e + 1] += gy * displacement[u + 1];
            strain[6 * e + 2] += gz * displacement[u + 2];
            strain[6 * e + 3] += gy * displacement[u] + gx * displacement[u + 1];
            strain[6 * e + 4] += gz * displacement[u + 1] + gy * displacement[u + 2];
            strain[6 * e + 5] += gz * displacement[u] + gx * displacement[u + 2];
        }
    }

    /** Number of elements. */
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

    /** Mean of the three normal stresses of an element, MPa: the pressure with its sign changed. */
    public double hydrostatic(int element) {
        return (stress[6 * element] + stress[6 * element + 1] + stress[6 * element + 2]) / 3;
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
