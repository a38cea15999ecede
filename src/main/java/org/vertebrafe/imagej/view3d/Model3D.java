package org.vertebrafe.imagej.view3d;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.base.InputException;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.field.ValueScale;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.ValueRange;
import org.vertebrafe.io.VtuReader;
import org.vertebrafe.io.VtuWriter;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.study.cohort.CohortValues;

/**
 * A solved model as it can be looked at.
 *
 * @param title name of the vertebra or file
 * @param mesh nodes and elements, LPS mm
 * @param fields scalars on the elements or the nodes; at least one
 * @param displacement of each node, x, y, z, LPS mm; empty if there is none
 */
public record Model3D(String title, Mesh mesh, List<Scalar> fields, Optional<float[]> displacement) {

    /**
     * A quantity on all elements or all nodes.
     *
     * @param name for a person
     * @param unit of the values
     * @param onNodes whether there is a value a node, else a value an element
     * @param values NaN where there is none; to be read only
     */
    public record Scalar(String name, String unit, boolean onNodes, float[] values) {

        /** Name with the unit in brackets. */
        public String title() {
            return unit.isEmpty() ? name : name + " [" + unit + "]";
        }

        /** The quantity of the catalogue that it is. */
        public Optional<MapQuantity> quantity() {
            return Arrays.stream(MapQuantity.values())
                    .filter(quantity -> quantity.title().equals(name))
                    .findFirst();
        }

        /**
         * The values that it has in a cohort.
         *
         * @param folder of the cohort's results
         * @throws InputException if it is no quantity of the catalogue, or the folder does not tell
         * @throws IOException if the folder cannot be read
         */
        public CohortValues inCohort(Path folder) throws IOException {
            return CohortValues.read(
                    folder,
                    quantity()
                            .orElseThrow(() -> InputException.of(
                                    "A cohort tells nothing of %s: choose another range of colours.", title())));
        }

        private Optional<ValueScale> scale() {
            return quantity().map(MapQuantity::scale);
        }

        /** The colours that suit the quantity. */
        public ColourTable colours() {
            return scale().map(ColourTable::of).orElse(ColourTable.HEAT);
        }

        /**
         * The range of values that suits the quantity; percentiles 1 to 99 of one that is not in the catalogue.
         *
         * @throws InputException if there is no value
         */
        public ValueRange range() {
            return ValueRange.of(scale().orElse(ValueScale.LEVEL), values)
                    .orElseThrow(() -> InputException.of("%s has no value anywhere.", title()));
        }
    }

    public Model3D {
        fields = List.copyOf(fields);
        if (fields.isEmpty()) {
            throw InputException.of(
                    "%s holds no scalar on its elements or nodes: there is nothing to colour it by.", title);
        }
    }

    /** What an analysis found, with the displacements under its compression. */
    public static Model3D of(AnalysisResult result) {
        List<Scalar> fields = new ArrayList<>();
        // The displacement is coloured by its nodes.
        for (MapQuantity quantity : EnumSet.complementOf(EnumSet.of(MapQuantity.DISPLACEMENT))) {
            fields.add(new Scalar(quantity.title(), quantity.unit(), false, floats(result.elementValues(quantity))));
        }
        return of(result.name(), result.mesh(), fields, floats(result.displacements()));
    }

    /** A model as saved, for instance {@code model.vtu} of an analysis. */
    public static Model3D read(Path file) throws IOException {
        VtuReader.Content content = VtuReader.read(file);
        List<Scalar> fields = new ArrayList<>();
        content.elementFields().stream()
                .filter(f -> f.components() == 1)
                .forEach(f -> fields.add(new Scalar(f.name(), f.unit(), false, f.values())));
        content.nodeFields().stream()
                .filter(f -> f.components() == 1)
                .forEach(f -> fields.add(new Scalar(f.name(), f.unit(), true, f.values())));
        float[] displacement = content.nodeFields().stream()
                .filter(f ->
                        f.components() == 3 && f.name().toLowerCase(Locale.ROOT).startsWith("displacement"))
                .map(VtuWriter.Field::values)
                .findFirst()
                .orElse(null);
        return of(file.getFileName().toString(), content.mesh(), fields, displacement);
    }

    private static Model3D of(String title, Mesh mesh, List<Scalar> fields, float[] displacement) {
        if (displacement != null) {
            fields.add(new Scalar("Displacement", "mm", true, lengths(displacement)));
        }
        return new Model3D(title, mesh, fields, Optional.ofNullable(displacement));
    }

    /** The field whose name, with or without its unit, begins like this; case does not count. */
    public Scalar field(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return fields.stream()
                .filter(f -> f.title().toLowerCase(Locale.ROOT).startsWith(wanted))
                .findFirst()
                .orElseThrow(() -> InputException.of(
                        "Quantity \"%s\" is not in %s; there are: %s.",
                        name,
                        title,
                        String.join(", ", fields.stream().map(Scalar::title).toList())));
    }

    private static float[] lengths(float[] vectors) {
        float[] lengths = new float[vectors.length / 3];
        for (int n = 0; n < lengths.length; n++) {
            double x = vectors[3 * n];
            double y = vectors[3 * n + 1];
            double z = vectors[3 * n + 2];
            lengths[n] = (float) Math.sqrt(x * x + y * y + z * z);
        }
        return lengths;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
