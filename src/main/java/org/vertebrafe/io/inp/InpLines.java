package org.vertebrafe.io.inp;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.vertebrafe.base.InputException;

/**
 * The lines of an input file that mean something, one after the other, those of included files in their place. Comments
 * and empty lines are left out.
 */
final class InpLines implements Closeable {

    private static final int MAX_INCLUDES = 16;

    private final Deque<Source> sources = new ArrayDeque<>();

    /** One open file. */
    private static final class Source {
        private final Path file;
        private final BufferedReader reader;
        private int line;

        Source(Path file) throws IOException {
            this.file = file;
            InputStream raw = Files.newInputStream(file);
            try {
                boolean packed = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
                InputStream in = packed ? new GZIPInputStream(raw, 1 << 16) : raw;
                reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1), 1 << 16);
            } catch (IOException e) {
                raw.close();
                throw e;
            }
        }
    }

    InpLines(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw InputException.of("%s: there is no such file.", file);
        }
        sources.push(new Source(file));
    }

    /** Moves to the next line; null at the end. */
    String next() throws IOException {
        while (!sources.isEmpty()) {
            Source source = sources.peek();
            String line = source.reader.readLine();
            source.line++;
            if (line == null) {
                if (sources.size() == 1) {
                    return null;
                }
                source.reader.close();
                sources.pop();
            } else if (!line.isBlank() && !line.startsWith("**")) {
                return line;
            }
        }
        return null;
    }

    /** Goes on with another file, named beside the one that names it, and then comes back. */
    void include(String name) throws IOException {
        Path file;
        try {
            file = sources.peek().file.resolveSibling(name);
        } catch (InvalidPathException e) {
            throw error("%s is no file name.", name);
        }
        if (!Files.isRegularFile(file)) {
            throw error("the included file %s does not exist beside it.", name);
        }
        if (sources.size() > MAX_INCLUDES) {
            throw error("files include one another more than %d deep.", MAX_INCLUDES);
        }
        sources.push(new Source(file));
    }

    /** "FILE, line N": where the current line stands. */
    String place() {
        return sources.peek().file.getFileName() + ", line " + lineNumber();
    }

    int lineNumber() {
        return sources.peek().line;
    }

    /** An exception that names the current line. */
    InputException error(String format, Object... arguments) {
        return InputException.of("%s: %s", place(), String.format(Locale.ROOT, format, arguments));
    }

    @Override
    public void close() throws IOException {
        while (!sources.isEmpty()) {
            sources.pop().reader.close();
        }
    }
}
