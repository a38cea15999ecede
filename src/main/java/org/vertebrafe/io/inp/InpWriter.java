package org.vertebrafe.io.inp;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Version;
import org.vertebrafe.fem.Constraints;
import org.vertebrafe.fem.ElasticModel;
import org.vertebrafe.io.SafeFiles;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.Mesh;

/**
 * Writes linear static models as input files that CalculiX and Abaqus solve to the same answer: nodes in the model's
 * frame in mm, one material for each Young's modulus, node sets, supports, forces and a request for the reaction sums of
 * every node set.
 */
public final class InpWriter {

    private static final int NUMBERS_A_LINE = 12;
    /** CalculiX reads names of up to 80 characters. */
    private static final int MAX_NAME = 80;

    private final Writer out;
    private final ElasticModel model;
    private final Progress progress;

    private InpWriter(Writer out, ElasticModel model, Progress progress) {
        this.out = out;
        this.model = model;
        this.progress = progress;
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
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".inp") && !name.endsWith(".inp.gz")) {
            throw InputException.of("%s: the name of an input file must end in .inp or .inp.gz.", file.getFileName());
        }
        for (UnitElasticity material : model.materials()) {
            poissonRatio(material);
        }
        if (model.varies()) {
            throw new InputException(
                    "The modulus varies inside the elements, which .inp files do not say: choose density"
                            + " mapping element.");
        }
        SafeFiles.write(file, raw -> {
            OutputStream stream = name.endsWith(".gz") ? new GZIPOutputStream(raw, 1 << 16) : raw;
            try (Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.US_ASCII))) {
                new InpWriter(out, model, progress).all(constraints, forces);
            }
        });
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
        text("** %s %s: mm, N, MPa\n", Version.NAME, Version.number());
        nodes();
        elements();
        for (String name : mesh.nodeSetNames()) {
            text("*NSET, NSET=%s\n", name(name));
            list(mesh.nodeSet(name));
        }
        text("*STEP\n*STATIC\n");
        supports(constraints);
        forces(forces);
        for (String name : mesh.nodeSetNames()) {
            text("*NODE PRINT, NSET=%s, TOTALS=ONLY\nRF\n", name(name));
        }
        text("*NODE FILE\nU, RF\n*EL FILE%nS, E\n*END STEP\n");
    }

    private static String name(String name) {
        String clean = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_-]", "_");
        // A name that starts with a digit would be a node number.
        String set = clean.isEmpty() || !Character.isLetter(clean.charAt(0)) ? "N" + clean : clean;
        return set.length() <= MAX_NAME ? set : set.substring(0, MAX_NAME);
    }

    private void nodes() throws IOException {
        text("*NODE\n");
        double[] x = model.localCoordinates();
        for (int n = 0; n < x.length / 3; n++) {
            poll(n);
            out.write((n + 1) + "," + x[3 * n] + "," + x[3 * n + 1] + "," + x[3 * n + 2] + "\n");
        }
    }

    private void elements() throws IOException {
        Mesh mesh = model.mesh();
        Integer[] order = IntStream.range(0, mesh.elements()).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingLong(this::material).thenComparingInt(e -> e));
        int perElement = mesh.type().nodes();
        StringBuilder materials = new StringBuilder();
        int number = 0;
        for (int at = 0; at < order.length; at++) {
            int e = order[at];
            poll(at);
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
            StringBuilder line = new StringBuilder().append(e + 1);
            for (int i = 0; i < perElement; i++) {
                line.append(',').append(mesh.connectivity()[perElement * e + i] + 1);
            }
            out.write(line.append('\n').toString());
        }
        out.write(materials.toString());
    }

    /** What tells the materials of two elements apart; positive floats are ordered as their bits are. */
    private long material(int element) {
        return (long) model.materialOfElement()[element] << 32 | Float.floatToIntBits(model.modulus()[element]);
    }

    private void poll(int at) {
        if (at % 4096 == 0) {
            progress.checkCancelled();
        }
    }

    private void list(int[] nodes) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < nodes.length; i++) {
            line.append(nodes[i] + 1).append(i % NUMBERS_A_LINE == NUMBERS_A_LINE - 1 ? ",\n" : ",");
        }
        out.write(line.toString().stripTrailing());
        text("\n");
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
        out.write(String.format(Locale.ROOT, format, arguments));
    }
}
