package org.vertebrafe.io.inp;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Version;
import org.vertebrafe.io.SafeFiles;
import org.vertebrafe.mesh.Mesh;

/** Text of an input file for CalculiX and Abaqus on its way out: what models and bare meshes have in common. */
final class InpText {

    private static final int NUMBERS_A_LINE = 12;

    /** CalculiX reads names of up to 80 characters. */
    private static final int MAX_NAME = 80;

    /** Writes the content. */
    @FunctionalInterface
    interface Body {
        void write(InpText out) throws IOException;
    }

    private final Writer out;
    private final Progress progress;

    private InpText(Writer out, Progress progress) {
        this.out = out;
        this.progress = progress;
    }

    /**
     * Writes a file, or nothing at all.
     *
     * @throws InputException if its name ends neither in .inp nor in .inp.gz (compressed), or the folder does not exist
     */
    static void write(Path file, Progress progress, Body body) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".inp") && !name.endsWith(".inp.gz")) {
            throw InputException.of("%s: the name of an input file must end in .inp or .inp.gz.", file.getFileName());
        }
        SafeFiles.write(file, raw -> {
            OutputStream stream = name.endsWith(".gz") ? new GZIPOutputStream(raw, 1 << 16) : raw;
            try (Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.US_ASCII))) {
                InpText text = new InpText(out, progress);
                text.text("** %s %s: mm, N, MPa\n", Version.NAME, Version.number());
                body.write(text);
            }
        });
    }

    /** A name that the programs accept. */
    static String name(String name) {
        String clean = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_-]", "_");
        // A name that starts with a digit would be a node number.
        String set = clean.isEmpty() || !Character.isLetter(clean.charAt(0)) ? "N" + clean : clean;
        return set.length() <= MAX_NAME ? set : set.substring(0, MAX_NAME);
    }

    void nodes(double[] x) throws IOException {
        text("*NODE\n");
        for (int n = 0; n < x.length / 3; n++) {
            poll(n);
            out.write((n + 1) + "," + x[3 * n] + "," + x[3 * n + 1] + "," + x[3 * n + 2] + "\n");
        }
    }

    void nodeSet(String name, int[] nodes) throws IOException {
        text("*NSET, NSET=%s\n", name(name));
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < nodes.length; i++) {
            line.append(nodes[i] + 1).append(i % NUMBERS_A_LINE == NUMBERS_A_LINE - 1 ? ",\n" : ",");
        }
        out.write(line.toString().stripTrailing());
        text("\n");
    }

    void element(Mesh mesh, int e) throws IOException {
        int perElement = mesh.type().nodes();
        StringBuilder line = new StringBuilder().append(e + 1);
        for (int i = 0; i < perElement; i++) {
            line.append(',').append(mesh.connectivity()[perElement * e + i] + 1);
        }
        out.write(line.append('\n').toString());
    }

    void poll(int at) {
        if (at % 4096 == 0) {
            progress.checkCancelled();
        }
    }

    void write(String text) throws IOException {
        out.write(text);
    }

    void text(String format, Object... arguments) throws IOException {
        out.write(String.format(Locale.ROOT, format, arguments));
    }
}
