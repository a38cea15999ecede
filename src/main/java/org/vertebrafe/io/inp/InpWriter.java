package org.vertebrafe.io.inp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.fem.Constraints;
import org.vertebrafe.fem.ElasticModel;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.Mesh;

/**
 * Writes linear static models as input files that CalculiX and Abaqus solve to the same answer: nodes in the model's
 * frame in mm, one material for each Young's modulus, node sets, supports, forces and a request for the reaction sums of
 * every node set.
 */
public final class InpWriter {

    private final InpText out;
    private final ElasticModel model;

    private InpWriter(InpText out, ElasticModel model) {
        this.out = out;
        this.model = model;
    }

    /**
     * Writes a model, or nothing at all. Nodes and elements are numbered from 1 in the order of the mesh.
     *
     * @param constraints prescribed displacements
     * @param forces concentrated forces, N, 3 values a node; null if there are none
     * @param file ending in .inp, or in .inp.gz to be compressed with gzip; a file of this name is replaced
     * @param progress polled for cancel
     * @throws InputException if the name ends otherwise, the folder does not exist, a material is not isotropic
     *     or the modulus varies inside the elements
     * @throws IOException if the disk is full, read-only or failing
     */
    public static void write(ElasticModel model, Constraints constraints, double[] forces, Path file, Progress progress)
            throws IOException {
        for (UnitElasticity material : model.materials()) {
            poissonRatio(material);
        }
        if (model.varies()) {
            throw new InputException(
                    "The modulus varies inside the elements, which .inp files do not say: choose density"
                            + " mapping element.");
        }
        InpText.write(file, progress, out -> new InpWriter(out, model).all(constraints, forces));
    }

    private static double poissonRatio(UnitElasticity material) {
        double nu = 0.5 / material.get(3, 3) - 1;
        UnitElasticity isotropic = UnitElasticity.isotropic(nu);
        for (int ij = 0; ij < 36; ij++) {
            if (Math.abs(material.get(ij / 6, ij % 6) - isotropic.get(ij / 6, ij % 6)) > 1e-9 * material.get(0, 0)) {
                throw InputException.of(
                        "Material \"%s\" is not isotropic: .inp files are written for isotropic"
                                + " materials only; choose a law without orthotropy.",
                        material.description());
            }
        }
        // What rounding made of 0.3 is 0.3 again.
        return Math.rint(nu * 1e12) / 1e12;
    }

    private void all(Constraints constraints, double[] forces) throws IOException {
        Mesh mesh = model.mesh();
        out.nodes(model.localCoordinates());
        elements();
        for (String name : mesh.nodeSetNames()) {
            out.nodeSet(name, mesh.nodeSet(name));
        }
        text("*STEP\n*STATIC\n");
        supports(constraints);
        forces(forces);
        for (String name : mesh.nodeSetNames()) {
            text("*NODE PRINT, NSET=%s, TOTALS=ONLY\nRF\n", InpText.name(name));
        }
        text("*NODE FILE\nU, RF\n*EL FILE%nS, E\n*END STEP\n");
    }

    private void elements() throws IOException {
        Mesh mesh = model.mesh();
        Integer[] order = IntStream.range(0, mesh.elements()).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingLong(this::material).thenComparingInt(e -> e));
        StringBuilder materials = new StringBuilder();
        int number = 0;
        for (int at = 0; at < order.length; at++) {
            int e = order[at];
            out.poll(at);
            if (at == 0 || material(e) != material(order[at - 1])) {
                number++;
                text("*ELEMENT, TYPE=%s, ELSET=E%d\n", mesh.type().abaqusName(), number);
                double nu = poissonRatio(model.materials().get(model.materialOfElement()[e]));
                materials.append(String.format(
                        Locale.ROOT,
                        "*MATERIAL, NAME=M%d\n*ELASTIC\n%s, %s\n*SOLID SECTION, ELSET=E%d, MATERIAL=M%d\n",
                        number,
                        model.modulus()[e],
                        nu,
                        number,
                        number));
            }
            out.element(mesh, e);
        }
        out.write(materials.toString());
    }

    /** What tells the materials of two elements apart; positive floats are ordered as their bits are. */
    private long material(int element) {
        return (long) model.materialOfElement()[element] << 32 | Float.floatToIntBits(model.modulus()[element]);
    }

    private void supports(Constraints constraints) throws IOException {
        BitSet fixed = constraints.fixed();
        if (!fixed.isEmpty()) {
            text("*BOUNDARY\n");
        }
        for (int i = fixed.nextSetBit(0); i >= 0; i = fixed.nextSetBit(i + 1)) {
            int dof = i % 3 + 1;
            text("%d,%d,%d,%s\n", i / 3 + 1, dof, dof, constraints.values()[i]);
        }
    }

    private void forces(double[] forces) throws IOException {
        if (forces == null) {
            return;
        }
        text("*CLOAD\n");
        for (int i = 0; i < forces.length; i++) {
            if (forces[i] != 0) {
                text("%d,%d,%s\n", i / 3 + 1, i % 3 + 1, forces[i]);
            }
        }
    }

    private void text(String format, Object... arguments) throws IOException {
        out.text(format, arguments);
    }
}
