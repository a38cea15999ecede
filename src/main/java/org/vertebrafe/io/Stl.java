package org.vertebrafe.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Version;
import org.vertebrafe.mesh.tet.TriangleSurface;

/**
 * Reads and writes triangle surfaces as STL: binary and ASCII in, binary out. Coordinates are taken as they are, in mm; STL
 * itself states no unit and no patient orientation.
 *
 * <p>STL repeats the coordinates of each corner. Corners with the same coordinates become one vertex, so that a closed
 * surface is closed again; those that differ by rounding do not, and show as open edges.
 */
public final class Stl {

    private static final int HEADER = 80;
    private static final int TRIANGLE = 50;
    private static final int FIRST = HEADER + 4;

    private Stl() {}

    /**
     * Reads a surface. Triangles that shrank to a line when their corners were joined are left out.
     *
     * @param file a binary or ASCII STL file
     * @throws InputException if the file is not STL, holds no triangle or numbers that are not finite
     * @throws IOException if it cannot be read
     */
    public static TriangleSurface read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        float[] corners = isBinary(bytes) ? binary(bytes) : ascii(bytes, file);
        if (corners.length == 0) {
            throw InputException.of("%s holds no triangle: not a surface in STL.", file.getFileName());
        }
        for (float value : corners) {
            if (!Float.isFinite(value)) {
                throw InputException.of(
                        "%s holds a coordinate that is not finite: write the surface again.", file.getFileName());
            }
        }
        return joined(corners);
    }

    /** A binary file is as long as its number of triangles says; a text may begin with any word, even in binary files. */
    private static boolean isBinary(byte[] bytes) {
        if (bytes.length < FIRST) {
            return false;
        }
        long count = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(HEADER) & 0xFFFFFFFFL;
        return bytes.length == FIRST + count * TRIANGLE;
    }

    private static float[] binary(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        float[] corners = new float[(bytes.length - FIRST) / TRIANGLE * 9];
        for (int t = 0; t < corners.length / 9; t++) {
            for (int i = 0; i < 9; i++) {
                corners[9 * t + i] = in.getFloat(FIRST + t * TRIANGLE + 12 + 4 * i);
            }
        }
        return corners;
    }

    private static float[] ascii(byte[] bytes, Path file) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.stripLeading().startsWith("solid")) {
            throw InputException.of(
                    "%s is not an STL file: neither as long as its number of triangles says (binary) nor beginning with"
                            + " \"solid\" (text).",
                    file.getFileName());
        }
        float[] corners = new float[900];
        int n = 0;
        StringTokenizer words = new StringTokenizer(text);
        while (words.hasMoreTokens()) {
            if (words.nextToken().equals("vertex")) {
                if (n + 3 > corners.length) {
                    corners = Arrays.copyOf(corners, 2 * corners.length);
                }
                for (int i = 0; i < 3; i++) {
                    corners[n++] = number(words, file);
                }
            }
        }
        if (n % 9 != 0) {
            throw InputException.of(
                    "%s ends inside a triangle (%d corners): the file is cut short.", file.getFileName(), n / 3);
        }
        return Arrays.copyOf(corners, n);
    }

    private static float number(StringTokenizer words, Path file) {
        String word = words.hasMoreTokens() ? words.nextToken() : "";
        try {
            return Float.parseFloat(word);
        } catch (NumberFormatException e) {
            throw new InputException(
                    String.format(
                            "%s: \"%s\" where a coordinate is expected: the file is damaged or cut short.",
                            file.getFileName(), word),
                    e);
        }
    }

    private record Corner(float x, float y, float z) {}

    private static TriangleSurface joined(float[] corners) {
        Map<Corner, Integer> numbers = new HashMap<>();
        double[] xyz = new double[corners.length];
        int[] triangles = new int[corners.length / 3];
        int kept = 0;
        for (int t = 0; t < corners.length; t += 9) {
            int[] face = new int[3];
            for (int c = 0; c < 3; c++) {
                // Adding 0 makes -0 and 0 the same.
                Corner corner =
                        new Corner(corners[t + 3 * c] + 0f, corners[t + 3 * c + 1] + 0f, corners[t + 3 * c + 2] + 0f);
                Integer number = numbers.get(corner);
                if (number == null) {
                    number = numbers.size();
                    numbers.put(corner, number);
                    xyz[3 * number] = corner.x();
                    xyz[3 * number + 1] = corner.y();
                    xyz[3 * number + 2] = corner.z();
                }
                face[c] = number;
            }
            if (face[0] != face[1] && face[1] != face[2] && face[2] != face[0]) {
                System.arraycopy(face, 0, triangles, kept, 3);
                kept += 3;
            }
        }
        return new TriangleSurface(Arrays.copyOf(xyz, 3 * numbers.size()), Arrays.copyOf(triangles, kept));
    }

    /**
     * Writes a surface as binary STL, with normals by the right-hand rule. Coordinates keep seven digits.
     *
     * @param surface what to write
     * @param file its name; a file of this name is replaced
     * @throws InputException if the folder does not exist
     * @throws IOException if the disk is full, read-only or failing
     */
    public static void write(TriangleSurface surface, Path file) throws IOException {
        SafeFiles.write(file, out -> write(surface, out));
    }

    private static void write(TriangleSurface surface, OutputStream out) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(FIRST).order(ByteOrder.LITTLE_ENDIAN);
        header.put((Version.NAME + " " + Version.number() + "; LPS, mm").getBytes(StandardCharsets.US_ASCII));
        header.putInt(HEADER, surface.faces());
        out.write(header.array());
        double[] xyz = surface.coordinates();
        int[] triangles = surface.triangles();
        ByteBuffer buffer = ByteBuffer.allocate(TRIANGLE).order(ByteOrder.LITTLE_ENDIAN);
        for (int t = 0; t < triangles.length; t += 3) {
            buffer.clear();
            var a = surface.vertex(triangles[t]);
            var normal = surface.vertex(triangles[t + 1])
                    .minus(a)
                    .cross(surface.vertex(triangles[t + 2]).minus(a));
            double length = normal.norm() > 0 ? normal.norm() : 1;
            for (int i = 0; i < 3; i++) {
                buffer.putFloat((float) (normal.get(i) / length));
            }
            for (int c = 0; c < 3; c++) {
                for (int i = 0; i < 3; i++) {
                    buffer.putFloat((float) xyz[3 * triangles[t + c] + i]);
                }
            }
            buffer.putShort((short) 0);
            out.write(buffer.array());
        }
    }
}
