package org.vertebrafe.fem;

import org.vertebrafe.base.InputException;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.Mesh;

/**
 * The stiffness matrix of one element at a time, as 3 x 3 blocks of node pairs; work space of one thread.
 *
 * <p>Block (a, b) is C_ikjl G_kl with G = integral of grad N_a grad N_b^T: nine products a point and pair instead of the
 * 6 x 6 products of strain matrices. An element of the same shape and material as the one before costs nothing.
 */
final class ElementStiffness {

    private final ElasticModel model;
    private final double[] coordinates;
    private final int[] shapeOf;
    private final ReferenceElement reference;
    private final Tensor[] tensors;
    private final int nodes;
    private final double[] x;
    private final double[] gradients;
    private final double[] volumes;
    private final double[] blocks;
    private int shape = -1;
    private int material = -1;

    /**
     * @param coordinates of the nodes in the frame wanted, mm
     * @param shapeOf an element of the same shape for each element, see {@link ElementShapes}
     */
    ElementStiffness(ElasticModel model, double[] coordinates, int[] shapeOf) {
        this.model = model;
        this.coordinates = coordinates;
        this.shapeOf = shapeOf;
        reference = ReferenceElement.of(model.mesh().type());
        tensors = model.materials().stream().map(Tensor::of).toArray(Tensor[]::new);
        nodes = reference.nodes();
        x = new double[3 * nodes];
        gradients = new double[3 * nodes * reference.points()];
        volumes = new double[reference.points()];
        blocks = new double[9 * nodes * nodes];
    }

    /**
     * The stiffness of an element but for {@link #factor}.
     *
     * @return block (a, b) row by row from 9 * (nodes * a + b) on, mm (times MPa gives N/mm); valid until the next call
     * @throws InputException if the element is turned inside out at an integration point
     */
    double[] of(int element) {
        int likeness = shapeOf[element];
        int m = model.materialOfElement()[element];
        if (model.varies()) {
            integrate(element, tensors[m]);
        } else if (likeness != shape || m != material) {
            integrate(likeness, tensors[m]);
            shape = likeness;
            material = m;
        }
        return blocks;
    }

    /** What the blocks of an element are to be multiplied by: its modulus, MPa; 1 if that was integrated with them. */
    double factor(int element) {
        return model.varies() ? 1 : model.modulus()[element];
    }

    private void integrate(int element, Tensor tensor) {
        ElementShapes.relativeCoordinates(model.mesh(), coordinates, element, x);
        for (int p = 0; p < volumes.length; p++) {
            volumes[p] = reference.gradients(x, p, gradients, 3 * nodes * p);
            requirePositive(volumes[p], element, model.mesh());
        }
        for (int p = 0; model.varies() && p < volumes.length; p++) {
            volumes[p] *= model.pointModulus()[volumes.length * element + p];
        }
        double[] g = new double[9];
        for (int a = 0; a < nodes; a++) {
            for (int b = a; b < nodes; b++) {
                pair(a, b, g);
                int upper = 9 * (nodes * a + b);
                tensor.contract(g, blocks, upper);
                if (a != b) {
                    transpose(upper, 9 * (nodes * b + a));
                } else {
                    // The same up to rounding; exactly so, the matrix is symmetric.
                    blocks[upper + 3] = blocks[upper + 1];
                    blocks[upper + 6] = blocks[upper + 2];
                    blocks[upper + 7] = blocks[upper + 5];
                }
            }
        }
    }

    /**
     * Refuses elements that cannot be integrated.
     *
     * @param volume that an integration point stands for, mm3
     * @throws InputException if it is not positive
     */
    static void requirePositive(double volume, int element, Mesh mesh) {
        if (!(volume > 0)) {
            throw InputException.of(
                    "Element %d of %d is turned inside out or flat (Jacobian %g mm3 at an integration point): order its"
                            + " nodes as VTK and Abaqus do or mesh anew.",
                    element + 1, mesh.elements(), volume);
        }
    }

    private void transpose(int from, int to) {
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                blocks[to + 3 * j + i] = blocks[from + 3 * i + j];
            }
        }
    }

    /** Integral of grad N_a grad N_b^T. */
    private void pair(int a, int b, double[] g) {
        double xx = 0;
        double xy = 0;
        double xz = 0;
        double yx = 0;
        double yy = 0;
        double yz = 0;
        double zx = 0;
        double zy = 0;
        double zz = 0;
        for (int p = 0; p < volumes.length; p++) {
            int atA = 3 * (nodes * p + a);
            int atB = 3 * (nodes * p + b);
            double ax = volumes[p] * gradients[atA];
            double ay = volumes[p] * gradients[atA + 1];
            double az = volumes[p] * gradients[atA + 2];
            double bx = gradients[atB];
            double by = gradients[atB + 1];
            double bz = gradients[atB + 2];
            xx += ax * bx;
            xy += ax * by;
            xz += ax * bz;
            yx += ay * bx;
            yy += ay * by;
            yz += ay * bz;
            zx += az * bx;
            zy += az * by;
            zz += az * bz;
        }
        g[0] = xx;
        g[1] = xy;
        g[2] = xz;
        g[3] = yx;
        g[4] = yy;
        g[5] = yz;
        g[6] = zx;
        g[7] = zy;
        g[8] = zz;
    }

    /** C_ikjl of a material, arranged to give the block (i, j) from G (k, l). */
    private record Tensor(double[] c, boolean isotropic, double lambda, double mu) {

        private static final int[][] VOIGT = {{0, 3, 5}, {3, 1, 4}, {5, 4, 2}};

        static Tensor of(UnitElasticity material) {
            double lambda = material.get(0, 1);
            double mu = material.get(3, 3);
            double[] c = new double[81];
            boolean isotropic = true;
            for (int at = 0; at < 81; at++) {
                int i = at / 27;
                int j = at / 9 % 3;
                int k = at / 3 % 3;
                int l = at % 3;
                c[at] = material.get(VOIGT[i][k], VOIGT[j][l]);
                double expected =
                        (i == k && j == l ? lambda : 0) + (i == j && k == l ? mu : 0) + (i == l && k == j ? mu : 0);
                isotropic &= Math.abs(c[at] - expected) <= 1e-13 * Math.abs(lambda + 2 * mu);
            }
            return new Tensor(c, isotropic, lambda, mu);
        }

        void contract(double[] g, double[] out, int at) {
            if (isotropic) {
                double shear = mu * (g[0] + g[4] + g[8]);
                for (int i = 0; i < 3; i++) {
                    for (int j = 0; j < 3; j++) {
                        out[at + 3 * i + j] = lambda * g[3 * i + j] + mu * g[3 * j + i];
                    }
                    out[at + 4 * i] += shear;
                }
                return;
            }
            for (int ij = 0; ij < 9; ij++) {
                double sum = 0;
                for (int kl = 0; kl < 9; kl++) {
                    sum += c[9 * ij + kl] * g[kl];
                }
                out[at + ij] = sum;
            }
        }
    }
}
