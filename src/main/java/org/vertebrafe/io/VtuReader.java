package org.vertebrafe.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.vertebrafe.base.InputException;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/**
 * Reads a mesh with its fields from a VTK XML unstructured grid (.vtu): what {@link VtuWriter} writes, and files of others
 * whose arrays stand inside the XML (text, or base64 with or without zlib) and whose elements are all of one kind that
 * {@link ElementType} knows.
 */
public final class VtuReader {

    /**
     * What a file holds.
     *
     * @param mesh nodes, elements, and the node sets that {@link VtuWriter} writes
     * @param elementFields numbers on the elements, of 1 or 3 components
     * @param nodeFields numbers on the nodes, of 1 or 3 components
     */
    public record Content(Mesh mesh, List<VtuWriter.Field> elementFields, List<VtuWriter.Field> nodeFields) {}

    private final String file;
    private final Map<String, VtkArray> points = new HashMap<>();
    private final Map<String, VtkArray> cells = new HashMap<>();
    private final List<VtkArray> cellData = new ArrayList<>();
    private final List<VtkArray> pointData = new ArrayList<>();

    private VtuReader(String file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws InputException if it is no such file, or holds what cannot be read, with what to do about it
     * @throws IOException if the disk fails
     */
    public static Content read(Path path) throws IOException {
        String name = path.getFileName().toString();
        if (!Files.isRegularFile(path)) {
            throw InputException.of("%s: there is no such file; choose a mesh written as .vtu.", name);
        }
        VtuReader reader = new VtuReader(name);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            XMLInputFactory factory = XMLInputFactory.newFactory();
            // A mesh needs no document type, and what it could refer to is not to be fetched.
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            reader.elements(factory.createXMLStreamReader(in));
        } catch (XMLStreamException e) {
            throw new InputException(
                    name + ": not a complete VTK XML file (" + e.getMessage().replaceAll("\\s+", " ")
                            + "): choose a model.vtu as analyze and solve write it.",
                    e);
        }
        return reader.content();
    }

    private void elements(XMLStreamReader xml) throws XMLStreamException {
        String section = "";
        VtkArray.Coding coding = null;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamReader.START_ELEMENT) {
                continue;
            }
            String element = xml.getLocalName();
            switch (element) {
                case "VTKFile" -> {
                    if (!"UnstructuredGrid".equals(xml.getAttributeValue(null, "type"))) {
                        throw InputException.of(
                                "%s holds a VTK %s: an UnstructuredGrid is needed.",
                                file, xml.getAttributeValue(null, "type"));
                    }
                    coding = VtkArray.Coding.of(file, xml);
                }
                case "Piece" -> {
                    if (!points.isEmpty()) {
                        throw InputException.of("%s is in several pieces: write it as one.", file);
                    }
                }
                case "Points", "Cells", "CellData", "PointData", "FieldData" -> section = element;
                case "AppendedData" -> throw InputException.of(
                        "%s holds appended data: write it with its data inline (ParaView: data mode ASCII or binary).",
                        file);
                case "DataArray" -> array(section, coding, xml);
                default -> {
                    // Nothing that says what the mesh is.
                }
            }
        }
    }

    private void array(String section, VtkArray.Coding coding, XMLStreamReader xml) throws XMLStreamException {
        if (coding == null) {
            throw InputException.of("%s: not a VTK XML file.", file);
        }
        if (section.equals("FieldData")) {
            return;
        }
        VtkArray array = VtkArray.read(file, coding, xml);
        switch (section) {
            case "Points" -> points.put("Points", array);
            case "Cells" -> cells.put(array.name(), array);
            case "CellData" -> cellData.add(array);
            default -> pointData.add(array);
        }
    }

    private Content content() {
        if (points.isEmpty() || !cells.keySet().containsAll(List.of("connectivity", "types"))) {
            throw InputException.of("%s holds no unstructured grid with points and cells.", file);
        }
        ElementType type = type();
        double[] coordinates = points.get("Points").doubles();
        int[] connectivity = cells.get("connectivity").ints();
        int elements = cells.get("types").length();
        if (connectivity.length != elements * type.nodes() || coordinates.length % 3 != 0) {
            throw InputException.of(
                    "%s: %d elements of %d nodes, but %d node numbers: the file is damaged.",
                    file, elements, type.nodes(), connectivity.length);
        }
        for (int node : connectivity) {
            if (node < 0 || node >= coordinates.length / 3) {
                throw InputException.of(
                        "%s: an element has node %d of %d: the file is damaged.", file, node, coordinates.length / 3);
            }
        }
        Map<String, int[]> sets = new TreeMap<>();
        List<VtuWriter.Field> nodeFields = new ArrayList<>();
        for (VtkArray array : pointData) {
            if (array.name().startsWith(VtuWriter.NODE_SET)) {
                int[] inside = array.ints();
                sets.put(
                        array.name().substring(VtuWriter.NODE_SET.length()),
                        IntStream.range(0, inside.length)
                                .filter(n -> inside[n] != 0)
                                .toArray());
            } else {
                field(array, coordinates.length / 3).forEach(nodeFields::add);
            }
        }
        List<VtuWriter.Field> elementFields =
                cellData.stream().flatMap(array -> field(array, elements)).toList();
        return new Content(new Mesh(type, coordinates, connectivity, sets), elementFields, List.copyOf(nodeFields));
    }

    private ElementType type() {
        int[] types = cells.get("types").ints();
        for (ElementType type : ElementType.values()) {
            if (types.length > 0 && IntStream.of(types).allMatch(t -> t == type.vtkType())) {
                return type;
            }
        }
        throw InputException.of(
                "%s: cells of VTK types %s; all of one type are needed, 10 (tetrahedron), 24 (quadratic tetrahedron) or 12"
                        + " (hexahedron).",
                file, IntStream.of(types).distinct().sorted().boxed().toList());
    }

    /** Scalars and vectors; tensors and texts are left out. */
    private Stream<VtuWriter.Field> field(VtkArray array, int count) {
        int components = array.components();
        if (components != 1 && components != 3) {
            return Stream.empty();
        }
        if (array.length() != (long) count * components) {
            throw InputException.of(
                    "%s: array \"%s\" has %d numbers for %d values of %d components: the file is damaged.",
                    file, array.name(), array.length(), count, components);
        }
        String title = array.name();
        int bracket = title.lastIndexOf(" [");
        boolean unit = bracket > 0 && title.endsWith("]");
        return Stream.of(new VtuWriter.Field(
                unit ? title.substring(0, bracket) : title,
                unit ? title.substring(bracket + 2, title.length() - 1) : "",
                components,
                array.floats()));
    }
}
