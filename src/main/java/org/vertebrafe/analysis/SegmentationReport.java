package org.vertebrafe.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.segmentation.oneclick.Segmentation;
import org.vertebrafe.segmentation.oneclick.SegmentationQuality;
import org.vertebrafe.segmentation.oneclick.VertebraParts;

/**
 * A segmentation from one point in numbers, the same ones wherever they are told.
 *
 * @param segmentation what was found
 * @param seed the point it was found from, LPS mm
 * @param parts canal and endplates, where they were asked for
 */
public record SegmentationReport(Segmentation segmentation, Vec3 seed, Optional<VertebraParts> parts) {

    private static final double MM3_PER_CM3 = 1000;

    /** The same without canal and endplates. */
    public SegmentationReport(Segmentation segmentation, Vec3 seed) {
        this(segmentation, seed, Optional.empty());
    }

    /** The verdict in lower case. */
    public String verdict() {
        return segmentation.quality().verdict().name().toLowerCase(Locale.ROOT);
    }

    /** Volume of the vertebral body, mm3. */
    public double bodyVolume() {
        return LabelFigures.bodyVolume(segmentation.labels());
    }

    /** Volume of all that was labelled, mm3. */
    public double vertebraVolume() {
        return LabelFigures.vertebraVolume(segmentation.labels());
    }

    /** What the user should know, whole sentences; the first tells the verdict unless it is good. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (segmentation.quality().verdict() != SegmentationQuality.Verdict.GOOD) {
            warnings.add("The segmentation's verdict is \"" + verdict() + "\": look at the labels before use.");
        }
        segmentation.warnings().forEach(warning -> warnings.add("Segmentation: " + warning));
        return warnings;
    }

    /** Name with unit to figure, for JSON. */
    public Map<String, Object> figures() {
        SegmentationQuality quality = segmentation.quality();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("seed_mm", LabelFigures.numbers(seed));
        figures.put("verdict", verdict());
        figures.put("boundaryStrength", quality.boundaryStrength());
        figures.put("leakage", quality.leakage());
        figures.put("shapePlausibility", quality.shapePlausibility());
        figures.put("bodyVolume_mm3", bodyVolume());
        figures.put("vertebraVolume_mm3", vertebraVolume());
        figures.put("bodyHeight_mm", segmentation.frame().height());
        figures.put("bodyCentre_mm", LabelFigures.numbers(segmentation.frame().bodyCentre()));
        figures.put("superior", LabelFigures.numbers(segmentation.frame().superior()));
        figures.put("anterior", LabelFigures.numbers(segmentation.frame().anterior()));
        LabelFigures.cortexFigures(figures, segmentation.cortex());
        segmentation.cortexMap().ifPresent(map -> LabelFigures.known(figures, "meanCortexThickness_mm", map.mean()));
        parts.ifPresent(found -> {
            LabelFigures.known(figures, "canalArea_mm2", found.canalArea());
            LabelFigures.known(figures, "canalWidth_mm", found.canalWidth());
            LabelFigures.known(figures, "canalDepth_mm", found.canalDepth());
        });
        return figures;
    }

    /**
     * The figures as JSON text with program and warnings.
     *
     * @param warnings what else the user should know, with those of {@link #warnings()} if they are to be told
     */
    public String json(List<String> warnings) {
        return LabelFigures.json(figures(), warnings);
    }

    /** Verdict and size in a line. */
    public String words() {
        return String.format(
                Locale.ROOT,
                "verdict %s, body %.1f cm3, vertebra %.1f cm3, body height %.1f mm",
                verdict(),
                bodyVolume() / MM3_PER_CM3,
                vertebraVolume() / MM3_PER_CM3,
                segmentation.frame().height());
    }

    /** A row of a table: column header with unit to number or text. */
    public Map<String, Object> row() {
        SegmentationQuality quality = segmentation.quality();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Segmentation verdict", verdict());
        row.put("Boundary strength", quality.boundaryStrength());
        row.put("Surface without edge (%)", 100 * quality.leakage());
        row.put("Shape plausibility", quality.shapePlausibility());
        row.put("Body volume (cm3)", bodyVolume() / MM3_PER_CM3);
        row.put("Vertebra volume (cm3)", vertebraVolume() / MM3_PER_CM3);
        row.put("Body height (mm)", segmentation.frame().height());
        LabelFigures.cortexRow(row, segmentation.cortex());
        if (!segmentation.warnings().isEmpty()) {
            row.put("Segmentation warnings", String.join(" ", segmentation.warnings()));
        }
        return row;
    }
}
