package org.vertebrafe.io.inp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.mesh.ElementType;

/**
 * Reads linear static models from input files of Abaqus and CalculiX: *NODE, *ELEMENT (C3D4, C3D10, C3D8), *NSET, *ELSET,
 * *MATERIAL, *ELASTIC (isotropic), *SOLID SECTION, *BOUNDARY, *CLOAD, one *STEP with *STATIC, *INCLUDE. What cannot change
 * the answer (comments, requests for output, density) is passed over; anything else is an error. As CalculiX has it,
 * nodes and sets are defined above where they are used, the last of several *BOUNDARY for one component holds, and
 * several *CLOAD on one component add up.
 *
 * <p>Format: CalculiX CrunchiX User's Manual 2.20, chapter 7, http://www.dhondt.de/ccx_2.20.pdf
 */
public final class InpReader {

    /** Keywords without influence on displacements, with their data lines. */
    private static final Set<String> PASSED_OVER = Set.of(
            "HEADING",
            "PREPRINT",
            "DENSITY",
            "EL PRINT",
            "EL FILE",
            "NODE FILE",
            "CONTACT FILE",
            "OUTPUT",
            "NODE OUTPUT",
            "ELEMENT OUTPUT",
            "ENERGY OUTPUT",
            "PRINT",
            "MONITOR",
            // By itself: whatever loads or joins a surface is refused.
            "SURFACE",
            "RESTART",
            "FILE FORMAT",
            "FIELD",
            "HISTORY");

    private static final int PROGRESS_LINES = 4096;

    private final InpLines lines;
    private final InpDeck deck;
    private final Progress progress;
    private String line;
    private long linesRead;
    private boolean inStep;
    private boolean stepEnded;
    private boolean isStatic;

    private InpReader(InpLines lines, Progress progress) {
        this.lines = lines;
        this.progress = progress;
        deck = new InpDeck(lines);
    }

    /**
     * Reads a model.
     *
     * @param file .inp, or .inp.gz compressed with gzip
     * @param progress polled for cancel
     * @throws InputException naming file and line of whatever cannot be used
     * @throws IOException if reading fails
     */
    public static InpModel read(Path file, Progress progress) throws IOException {
        try (InpLines lines = new InpLines(file)) {
            return new InpReader(lines, progress).run();
        }
    }

    private InpModel run() throws IOException {
        progress.report("Reading the model", Double.NaN);
        advance();
        while (line != null) {
            if (!line.startsWith("*")) {
                throw lines.error("\"%s\" belongs to no keyword.", line.strip());
            }
            InpKeyword keyword = InpKeyword.read(lines, line);
            if (stepEnded && !keyword.name().equals("STEP")) {
                throw lines.error("*%s after *END STEP.", keyword.name());
            }
            card(keyword);
            if (line != null && !line.startsWith("*")) {
                throw lines.error("\"%s\" is one line too many for *%s.", line.strip(), keyword.name());
            }
        }
        if (!isStatic) {
            throw lines.error("the file ends without a *STEP with *STATIC: nothing to solve.");
        }
        return deck.build();
    }

    private void advance() throws IOException {
        if (++linesRead % PROGRESS_LINES == 0) {
            progress.checkCancelled();
        }
        line = lines.next();
    }

    /** Whether the current line holds data of the current keyword. */
    private boolean data() {
        return line != null && !line.startsWith("*");
    }

    private InpFields fields() {
        return new InpFields(lines, line);
    }

    private void card(InpKeyword keyword) throws IOException {
        switch (keyword.name()) {
            case "NODE" -> nodes(keyword);
            case "ELEMENT" -> elements(keyword);
            case "NSET" -> set(keyword, "NSET", true);
            case "ELSET" -> set(keyword, "ELSET", false);
            case "MATERIAL" -> {
                deck.material(keyword.required("NAME"));
                keyword.end();
                advance();
            }
            case "ELASTIC" -> elastic(keyword);
            case "SOLID SECTION" -> section(keyword);
            case "STEP" -> step(keyword);
            case "STATIC" -> isStatic(keyword);
            case "END STEP" -> {
                stepEnded = true;
                keyword.end();
                advance();
            }
            case "BOUNDARY" -> boundary(keyword);
            case "CLOAD" -> cload(keyword);
            case "NODE PRINT" -> {
                deck.report(keyword.required("NSET"));
                passOver();
            }
            case "INCLUDE" -> {
                String name = keyword.get("INPUT");
                if (name == null || name.isEmpty()) {
                    throw lines.error("*INCLUDE needs INPUT=.");
                }
                keyword.end();
                lines.include(name);
                advance();
            }
            default -> {
                if (!PASSED_OVER.contains(keyword.name())) {
                    throw lines.error(
                            "*%s is not supported and would change the answer. Known are *NODE, *ELEMENT, *NSET,"
                                    + " *ELSET, *MATERIAL, *ELASTIC, *SOLID SECTION, *BOUNDARY, *CLOAD, *STEP, *STATIC,"
                                    + " *INCLUDE and requests for output.",
                            keyword.name());
                }
                passOver();
            }
        }
    }

    /** Moves to the next keyword. */
    private void passOver() throws IOException {
        do {
            advance();
        } while (data());
    }

    private void nodes(InpKeyword keyword) throws IOException {
        String set = keyword.label("NSET");
        keyword.end();
        for (advance(); data(); advance()) {
            InpFields fields = fields();
            int number = fields.number("a node number");
            deck.node(number, fields.real("x", 0), fields.real("y", 0), fields.real("z", 0), set);
            fields.end();
        }
    }

    private void elements(InpKeyword keyword) throws IOException {
        String name = keyword.required("TYPE");
        String set = keyword.label("ELSET");
        keyword.end();
        ElementType type = null;
        for (ElementType candidate : ElementType.values()) {
            type = candidate.abaqusName().equals(name) ? candidate : type;
        }
        if (type == null) {
            throw lines.error("elements of type %s are not supported, only C3D4, C3D10 and C3D8.", name);
        }
        deck.type(type, keyword.place());
        int[] nodes = new int[type.nodes()];
        advance();
        while (data()) {
            InpFields fields = fields();
            int number = fields.number("an element number");
            for (int n = 0; n < nodes.length; n++) {
                if (!fields.hasNext()) {
                    advance();
                    if (!data()) {
                        throw InputException.of(
                                "%s: element %d has %d of the %d nodes of a %s.",
                                keyword.place(), number, n, nodes.length, name);
                    }
                    fields = fields();
                }
                nodes[n] = deck.findNode(fields.number("a node number"));
            }
            fields.end();
            deck.element(number, nodes, set);
            advance();
        }
    }

    private void set(InpKeyword keyword, String key, boolean ofNodes) throws IOException {
        String name = keyword.required(key);
        boolean generate = keyword.get("GENERATE") != null;
        keyword.ignore("INTERNAL", "UNSORTED");
        keyword.end();
        deck.open(name, ofNodes);
        for (advance(); data(); advance()) {
            InpFields fields = fields();
            if (generate) {
                int first = fields.number("the first number");
                int last = fields.number("the last number");
                int step = fields.hasNext() ? fields.number("the increment") : 1;
                fields.end();
                for (long number = first; number <= last; number += step) {
                    deck.addToSet(name, (int) number, ofNodes);
                }
                continue;
            }
            while (fields.hasNext()) {
                String field = fields.next();
                if (!field.isEmpty() && Character.isDigit(field.charAt(0))) {
                    deck.addToSet(name, fields.number(field, "a number"), ofNodes);
                } else if (!field.isEmpty()) {
                    deck.addSetToSet(name, field.toUpperCase(Locale.ROOT), ofNodes);
                }
            }
        }
    }

    private void elastic(InpKeyword keyword) throws IOException {
        keyword.only("TYPE", "ISO", "ISOTROPIC");
        keyword.end();
        advance();
        if (!data()) {
            throw InputException.of(
                    "%s: *ELASTIC needs a line with Young's modulus and Poisson's ratio.", keyword.place());
        }
        InpFields fields = fields();
        deck.elastic(fields.real("Young's modulus"), fields.real("Poisson's ratio"));
        fields.real("the temperature", 0);
        fields.end();
        advance();
        if (data()) {
            throw lines.error("properties that depend on temperature are not supported.");
        }
    }

    private void section(InpKeyword keyword) throws IOException {
        String set = keyword.required("ELSET");
        String material = keyword.required("MATERIAL");
        keyword.ignore("CONTROLS");
        keyword.end();
        deck.section(set, material, keyword.place());
        passOver();
    }

    private void step(InpKeyword keyword) throws IOException {
        if (inStep) {
            throw lines.error("a second *STEP; only one is supported.");
        }
        inStep = true;
        keyword.only("NLGEOM", "NO");
        keyword.ignore("INC", "INCF", "NAME", "PERTURBATION", "UNSYMM");
        keyword.end();
        // Abaqus allows a line of description.
        passOver();
    }

    private void isStatic(InpKeyword keyword) throws IOException {
        if (!inStep) {
            throw lines.error("*STATIC outside a *STEP.");
        }
        isStatic = true;
        keyword.ignore("SOLVER", "DIRECT", "EXPLICIT");
        keyword.end();
        // Time increments: a linear answer at the end does not depend on them.
        passOver();
    }

    private void boundary(InpKeyword keyword) throws IOException {
        keyword.only("OP", "MOD");
        keyword.only("TYPE", "DISPLACEMENT");
        keyword.end();
        for (advance(); data(); advance()) {
            InpFields fields = fields();
            String where = fields.next();
            int first = dof(fields, "first", 0);
            int last = dof(fields, "last", first);
            if (last < first) {
                throw lines.error("degrees of freedom %d to %d.", first, last);
            }
            deck.boundary(where, first, last, fields.real("the displacement", 0));
            fields.end();
        }
    }

    private int dof(InpFields fields, String which, int missing) {
        String field = fields.next();
        if (field.isEmpty() && missing > 0) {
            return missing;
        }
        int dof = fields.number(field, "the " + which + " degree of freedom");
        if (dof > 3) {
            throw lines.error("degree of freedom %d: nodes of solids have 1, 2 and 3 only.", dof);
        }
        return dof;
    }

    private void cload(InpKeyword keyword) throws IOException {
        if (!inStep) {
            throw lines.error("*CLOAD outside a *STEP.");
        }
        keyword.only("OP", "MOD");
        keyword.end();
        for (advance(); data(); advance()) {
            InpFields fields = fields();
            String where = fields.next();
            int dof = dof(fields, "loaded", 0);
            deck.load(where, dof, fields.real("the force"));
            fields.end();
        }
    }
}
