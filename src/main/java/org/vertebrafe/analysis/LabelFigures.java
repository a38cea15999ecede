package org.vertebrafe.analysis;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.base.Version;
import org.vertebrafe.image.Labels;
import org.vertebrafe.segmentation.oneclick.Segmentation;
import org.vertebrafe.segmentation.oneclick.Segmentation.CortexThickness;

/** What reports on label maps in the program's own numbering have in common. */
final class LabelFigures {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private LabelFigures() {}

    /** Volume of the vertebral body, mm3. */
    static double bodyVolume(Labels labels) {
        return volume(labels, Segmentation.TRABECULAR_BODY, Segmentation.CORTICAL_BODY);
    }

    /** Volume of body and posterior elements, mm3. */
    static double vertebraVolume(Labels labels) {
        return volume(labels, Segmentation.TRABECULAR_BODY, Segmentation.CORTICAL_PROCESS);
    }

    private static double volume(Labels labels, int from, int to) {
        return labels.counts().subMap(from, to + 1).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum()
                * labels.grid().voxelVolume();
    }

    /** Adds a figure that is known. */
    static void known(Map<String, Object> figures, String name, double value) {
        if (Double.isFinite(value)) {
            figures.put(name, value);
        }
    }

    /** Adds what is known of the cortex to a row of a table. */
    static void cortexRow(Map<String, Object> row, CortexThickness cortex) {
        known(row, "Wall thickness (mm)", cortex.wall());
        known(row, "Superior endplate thickness (mm)", cortex.superiorEndplate());
        known(row, "Inferior endplate thickness (mm)", cortex.inferiorEndplate());
    }

    /** Adds what is known of the cortex to figures for JSON. */
    static void cortexFigures(Map<String, Object> figures, CortexThickness cortex) {
        known(figures, "wallThickness_mm", cortex.wall());
        known(figures, "superiorEndplateThickness_mm", cortex.superiorEndplate());
        known(figures, "inferiorEndplateThickness_mm", cortex.inferiorEndplate());
    }

    static double[] numbers(Vec3 v) {
        return new double[] {v.x(), v.y(), v.z()};
    }

    /** Figures as JSON text, the program before and the warnings after them. */
    static String json(Map<String, Object> figures, List<String> warnings) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("program", Version.NAME + " " + Version.number());
        all.putAll(figures);
        all.put("warnings", warnings);
        return GSON.toJson(all) + "\n";
    }
}
