package org.vertebrafe.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Version;
import org.vertebrafe.mesh.Mesh;

/**
 * Writes a mesh and the fields on it as a VTK XML unstructured grid (.vtu), which ParaView, PyVista and meshio open.
 *
 * <p>Points are patient coordinates (LPS, mm), as a comment and the field data array "coordinate system" say. Every node
 * set of the mesh becomes a point array "node set NAME" of 0 and 1. Arrays are zlib-compressed and base64-coded inside
 * well-formed XML, little-endian; the same mesh gives the same bytes.
 *
 * <p>Format: https://docs.vtk.org/en/latest/vtk_file_formats/vtkxml_file_format.html
 */
public final class VtuWriter {

    /**
     * A quantity on all nodes or all elements of a mesh. NaN means "no value here" and is written as it is: ParaView draws
     * it in its NaN colour and leaves it out of ranges.
     *
     * @param name what it is, for instance "von Mises stress"
     * @param unit its unit, for instance "MPa"; empty if it has none
     * @param components 1 for a scalar, 3 for a vector (LPS)
     * @param values components of each node or element, one after the other; to be read only
     */
    public record Field(String name, String unit, int components, float[] values) {

        public Field {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a field needs a name");
            }
            if (components != 1 && components != 3) {
                throw new IllegalArgumentException(
                        "field \"" + name + "\" has " + components + " components, 1 or 3 are possible");
            }
        }

        /** A scalar on all nodes or elements. */
        public static Field scalar(String name, String unit, float[] values) {
            return new Field(name, unit, 1, values);
        }

        /** A vector on all nodes or elements: x, y, z of each, LPS. */
        public static Field vector(String name, String unit, float[] values) {
            return new Field(name, unit, 3, values);
        }

        /** The array's name in the file: "von Mises stress [MPa]". */
        public String title() {
            return unit.isEmpty() ? name : name + " [" + unit + "]";
        }
    }

    /** What the names of the arrays of node sets begin with. */
    static final String NODE_SET = "node set ";

    private static final String COORDINATES = "patient LPS (x to the left, y to posterior, z to superior), mm";

    private VtuWriter() {}

    /** Writes a mesh as {@link #write(Mesh, List, List, Path, Progress)} does, reporting nowhere. */
    public static void write(Mesh mesh, List<Field> elementFields, List<Field> nodeFields, Path file)
            throws IOException {
        write(mesh, elementFields, nodeFields, file, Progress.NONE);
    }

    /**
     * Writes a mesh with its fields, or nothing at all.
     *
     * @param mesh what to write
     * @param elementFields fields with one value (or three) an element
     * @param nodeFields fields with one value (or three) a node
     * @param file its name, ending in .vtu; a file of this name is replaced
     * @param progress told how far writing is; asked whether to stop
     * @throws IllegalArgumentException if a field does not fit the mesh or two arrays have the same title
     * @throws InputException if the name ends otherwise or the folder does not exist
     * @throws IOException if the disk is full, read-only or failing
     */
    public static void write(Mesh mesh, List<Field> elementFields, List<Field> nodeFields, Path file, Progress progress)
            throws IOException {
        if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".vtu")) {
            throw InputException.of("%s: the name of a VTK mesh must end in .vtu.", file.getFileName());
        }
        check(elementFields, "element", mesh.elements(), Set.of());
        check(nodeFields, "node", mesh.nodes(), nodeSetTitles(mesh));
        SafeFiles.write(file, out -> new Writing(mesh, out, progress).all(elementFields, nodeFields));
    }

    private static Set<String> nodeSetTitles(Mesh mesh) {
        Set<String> titles = new HashSet<>();
        mesh.nodeSetNames().forEach(name -> titles.add(nodeSetTitle(name)));
        return titles;
    }

    private static String nodeSetTitle(String name) {
        return NODE_SET + name;
    }

    private static void check(List<Field> fields, String where, int expected, Set<String> taken) {
        Set<String> titles = new HashSet<>(taken);
        for (Field field : fields) {
            if (field.values().length != (long) expected * field.components()) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "field \"%s\" has %d numbers for %d %ss of %d components",
                        field.name(),
                        field.values().length,
                        expected,
                        where,
                        field.components()));
            }
            if (!titles.add(field.title())) {
                throw new IllegalArgumentException("two " + where + " fields are called \"" + field.title() + "\"");
            }
        }
    }

    /** One file on its way out. */
    private record Writing(Mesh mesh, OutputStream out, Progress progress) {

        void all(List<Field> elementFields, List<Field> nodeFields) throws IOException {
            text(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- %s %s; coordinates: %s -->\n",
                    Version.NAME, Version.number(), COORDINATES);
            text("<VTKFile type=\"UnstructuredGrid\" version=\"1.0\" byte_order=\"LittleEndian\""
                    + " header_type=\"UInt64\" compressor=\"vtkZLibDataCompressor\">\n<UnstructuredGrid>\n");
            coordinateSystem();
            text("<Piece NumberOfPoints=\"%d\" NumberOfCells=\"%d\">\n", mesh.nodes(), mesh.elements());
            points();
            cells();
            text("<CellData>\n");
            fields(elementFields);
            text("</CellData>\n<PointData>\n");
            fields(nodeFields);
            nodeSets();
            text("</PointData>\n</Piece>\n</UnstructuredGrid>\n</VTKFile>\n");
        }

        /** A string array: VTK stores the bytes of each string and a 0. */
        private void coordinateSystem() throws IOException {
            StringBuilder codes = new StringBuilder();
            for (byte letter : COORDINATES.getBytes(StandardCharsets.US_ASCII)) {
                codes.append(letter).append(' ');
            }
            text(
                    "<FieldData>\n<DataArray type=\"String\" Name=\"coordinate system\" NumberOfTuples=\"1\""
                            + " format=\"ascii\">\n%s0\n</DataArray>\n</FieldData>\n",
                    codes);
        }

        private void points() throws IOException {
            double[] xyz = mesh.coordinates();
            text("<Points>\n");
            array("Float64", "Points", 3, 8, xyz.length, (to, from, count) -> to.asDoubleBuffer()
                    .put(xyz, from, count));
            text("</Points>\n");
        }

        private void cells() throws IOException {
            int[] connectivity = mesh.connectivity();
            int nodes = mesh.type().nodes();
            byte type = (byte) mesh.type().vtkType();
            text("<Cells>\n");
            array("Int32", "connectivity", 1, 4, connectivity.length, (to, from, count) -> to.asIntBuffer()
                    .put(connectivity, from, count));
            array("Int64", "offsets", 1, 8, mesh.elements(), (to, from, count) -> {
                for (int n = 0; n < count; n++) {
                    to.putLong(8 * n, (from + n + 1L) * nodes);
                }
            });
            array("UInt8", "types", 1, 1, mesh.elements(), (to, from, count) -> {
                for (int n = 0; n < count; n++) {
                    to.put(n, type);
                }
            });
            text("</Cells>\n");
        }

        private void fields(List<Field> fields) throws IOException {
            for (Field field : fields) {
                float[] values = field.values();
                array(
                        "Float32",
                        field.title(),
                        field.components(),
                        4,
                        values.length,
                        (to, from, count) -> to.asFloatBuffer().put(values, from, count));
            }
        }

        private void nodeSets() throws IOException {
            for (String name : mesh.nodeSetNames()) {
                byte[] inside = new byte[mesh.nodes()];
                for (int node : mesh.nodeSet(name)) {
                    inside[node] = 1;
                }
                array(
                        "UInt8",
                        nodeSetTitle(name),
                        1,
                        1,
                        inside.length,
                        (to, from, count) -> to.put(0, inside, from, count));
            }
        }

        private void array(String type, String name, int components, int bytes, int length, VtkBlocks.Encoder encoder)
                throws IOException {
            progress.report("Writing mesh", Double.NaN);
            text(
                    "<DataArray type=\"%s\" Name=\"%s\" NumberOfComponents=\"%d\" format=\"binary\">\n",
                    type, escaped(name), components);
            VtkBlocks.write(out, length, bytes, encoder, progress);
            text("\n</DataArray>\n");
        }

        private static String escaped(String text) {
            return text.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;");
        }

        /** Writes text in UTF-8, with digits that no locale changes. */
        private void text(String format, Object... arguments) throws IOException {
            out.write(String.format(Locale.ROOT, format, arguments).getBytes(StandardCharsets.UTF_8));
        }
    }
}
