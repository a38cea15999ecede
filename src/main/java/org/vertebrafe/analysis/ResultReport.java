package org.vertebrafe.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vertebrafe.base.Digits;
import org.vertebrafe.base.Version;
import org.vertebrafe.density.Vbmd;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.io.HtmlPage;
import org.vertebrafe.material.MaterialSettings;
import org.vertebrafe.mesh.tet.Distribution;
import org.vertebrafe.mesh.tet.QualityReport;

/**
 * The report of one vertebra as an HTML page that needs no other file: warnings first, then the numbers with their units,
 * pictures, mesh, configuration, provenance and what to cite. It names no patient: of the images only their content's
 * checksums are in it.
 */
public final class ResultReport {

    private static final double MG_PER_G = 1000;
    private static final double PERCENT = 100;

    /** The parts of a report that have pictures. */
    public enum Part {
        RESULT,
        TEST,
        DISTRIBUTION,
        MESH
    }

    /**
     * A picture of a report. To be read only.
     *
     * @param part where it stands
     * @param png a PNG file
     * @param wide whether it may be as wide as the page
     * @param caption a sentence
     */
    public record Picture(Part part, byte[] png, boolean wide, String caption) {}

    private final AnalysisResult result;
    private final String name;
    private final List<Picture> pictures;
    private final HtmlPage page;

    private ResultReport(AnalysisResult result, String name, List<Picture> pictures) {
        this.result = result;
        this.name = name;
        this.pictures = pictures;
        page = new HtmlPage(Version.NAME + ": " + name);
    }

    /**
     * Writes the page.
     *
     * @param name of the vertebra as it is to stand in the report; in warnings too it takes the place of the image's name
     * @param pictures in the order of their parts
     */
    public static String html(AnalysisResult result, String name, List<Picture> pictures) {
        return new ResultReport(result, name, pictures).build();
    }

    private String build() {
        page.element("h1", name);
        page.paragraph(
                "use",
                "Research use only. Numbers for a finite-element model of a vertebra, not a diagnosis and not for"
                        + " decisions about treatment.");
        warnings();
        page.element("h2", "Result");
        page.table(true, List.of("Quantity", "Value", "Unit", "Remark"), keyFigures());
        show(Part.RESULT);
        page.element("h2", "Compression test");
        page.element("p", test());
        page.table(
                true,
                List.of("Strength definition", "Force (N)", "At displacement (mm)", "At compression (%)", "Meaning"),
                strengths());
        show(Part.TEST);
        page.element("h2", "Distributions");
        page.element(
                "p",
                String.format(
                        Locale.ROOT,
                        "Over the volume of the elements of each part, under a compression of %s %% of the body height.",
                        Digits.four(result.config().compression())));
        distributions();
        show(Part.DISTRIBUTION);
        page.element("h2", "Mesh and solver");
        page.table(true, List.of("Quantity", "Value", "Unit", "Remark"), mesh());
        quality();
        show(Part.MESH);
        page.element("h2", "Configuration");
        page.table(true, List.of("Setting", "Value", "Default", "Name in scripts"), configuration());
        page.element("h2", "Provenance");
        page.element("p", Version.NAME + " " + Version.number() + ". Checksums are of the voxel values, not of files.");
        page.folded("Images, calibration, material and configuration as JSON", ResultJson.provenanceOnly(result));
        page.element("h2", "How to cite");
        page.element("p", Version.NAME + " " + Version.number() + " (research software), and the methods used here:");
        page.list(sources());
        return page.end();
    }

    private void warnings() {
        if (result.warnings().isEmpty()) {
            page.element("p", "No warnings.");
            return;
        }
        page.raw("<div class=\"note\">");
        page.element("strong", result.warnings().size() == 1 ? "Warning" : "Warnings");
        page.list(result.warnings().stream().map(this::anonymous).toList());
        page.raw("</div>\n");
    }

    /** A sentence in which neither the image's name nor the path of a file stands. */
    private String anonymous(String warning) {
        String path = result.config().calibrationFile();
        String without = path.isEmpty() ? warning : warning.replace(path, "(path left out)");
        return without.replace(result.name(), name);
    }

    private void show(Part part) {
        pictures.stream()
                .filter(picture -> picture.part() == part)
                .forEach(picture -> page.picture(picture.png(), picture.wide(), picture.caption()));
    }

    private List<List<String>> keyFigures() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Stiffness", decimals(result.stiffness(), 0), "N/mm", "force over displacement, linear"));
        rows.add(List.of(
                "Strength",
                decimals(result.strength(), 0),
                "N",
                result.strengthDefinition().id() + ": "
                        + result.strengthDefinition().words()));
        rows.add(List.of(
                "Body height", decimals(result.frame().height(), 2), "mm", "between planes fitted to the endplates"));
        rows.add(List.of("Body volume", decimals(result.bodyVolume(), 0), "mm\u00b3", "of the label map"));
        rows.add(List.of(
                "Mean body density",
                decimals(result.meanBodyDensity(), 1),
                "mg/cm\u00b3",
                "of the kind the image holds"));
        if (Double.isFinite(result.meanTrabecularDensity())) {
            rows.add(List.of(
                    "Mean trabecular density",
                    decimals(result.meanTrabecularDensity(), 1),
                    "mg/cm\u00b3",
                    "of the body's trabecular label"));
        }
        for (Vbmd vbmd : result.vbmd().values()) {
            double half = result.density().halfWidth95(vbmd.mean()) * MG_PER_G;
            String value =
                    decimals(vbmd.mean() * MG_PER_G, 1) + (Double.isFinite(half) ? " \u00b1 " + decimals(half, 1) : "");
            rows.add(List.of(
                    "Trabecular vBMD",
                    value,
                    "mg/cm\u00b3",
                    vbmd.region() + "; SD between voxels " + decimals(vbmd.sd() * MG_PER_G, 1)
                            + (Double.isFinite(half) ? "; \u00b1: 95 % by the calibration alone" : "")));
        }
        result.vbmdAssessment()
                .ifPresent(assessment -> rows.add(List.of(
                        "vBMD category",
                        assessment.words(),
                        "",
                        assessment.rule().name() + ". " + String.join(" ", assessment.notes()))));
        result.acquisition().ifPresent(scan -> rows.add(List.of("Scan", scan.words(), "", "by the image's headers")));
        return rows;
    }

    private String test() {
        return String.format(
                Locale.ROOT,
                "Linear elastic: one straight line of %,.0f N/mm. Boundary conditions %s, region %s. The maps are those at"
                        + " %.3f mm of displacement (%s %% of the body height), a force of %,.0f N. No definition of strength"
                        + " follows the bone beyond yield.",
                result.stiffness(),
                result.config().bc(),
                result.config().region(),
                result.test().displacement(),
                Digits.four(result.config().compression()),
                result.test().force());
    }

    private List<List<String>> strengths() {
        List<List<String>> rows = new ArrayList<>();
        result.strengths().forEach((definition, newtons) -> {
            double displacement = newtons / result.stiffness();
            rows.add(List.of(
                    definition.id() + (definition == result.strengthDefinition() ? " (chosen)" : ""),
                    decimals(newtons, 0),
                    decimals(displacement, 3),
                    decimals(PERCENT * displacement / result.frame().height(), 2),
                    definition.words()));
        });
        return rows;
    }

    private void distributions() {
        List<List<String>> rows = new ArrayList<>();
        for (MapQuantity quantity : List.of(
                MapQuantity.DENSITY,
                MapQuantity.MODULUS,
                MapQuantity.VON_MISES,
                MapQuantity.MIN_PRINCIPAL_STRESS,
                MapQuantity.MIN_PRINCIPAL_STRAIN,
                MapQuantity.STRAIN_ENERGY_DENSITY)) {
            for (BoneRegion region : BoneRegion.of(result)) {
                ValueDistribution.of(result, quantity, region)
                        .ifPresent(d -> rows.add(List.of(
                                quantity.column(),
                                region.title(),
                                decimals(d.volume(), 0),
                                Digits.four(d.mean()),
                                Digits.four(d.sd()),
                                Digits.four(d.percentile(5)),
                                Digits.four(d.percentile(50)),
                                Digits.four(d.percentile(95)))));
            }
        }
        page.table(
                List.of(
                        "Quantity",
                        "Part",
                        "Volume (mm\u00b3)",
                        "Mean",
                        "SD",
                        "5th percentile",
                        "Median",
                        "95th percentile"),
                rows);
    }

    private List<List<String>> mesh() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "Elements",
                grouped(result.mesh().elements()),
                "",
                result.mesh().type().abaqusName()));
        rows.add(List.of(
                "Nodes",
                grouped(result.mesh().nodes()),
                "",
                grouped(3L * result.mesh().nodes()) + " unknowns"));
        rows.add(List.of(
                "Elements at the modulus floor",
                grouped(result.model().elements().floored().cardinality()),
                "",
                "their density is too low for the law"));
        rows.add(List.of(
                "Elements outside the law's range",
                grouped(result.model().elements().extrapolated().cardinality()),
                "",
                "their modulus is extrapolated"));
        rows.add(List.of(
                "Solver iterations",
                grouped(result.solver().iterations()),
                "",
                result.solver().solver()));
        rows.add(List.of(
                "Relative residual",
                Digits.four(result.solver().relativeResidual()),
                "",
                "computed anew from the result"));
        rows.add(List.of(
                "Reaction imbalance",
                Digits.four(result.test().imbalance()),
                "",
                "sum of both ends' forces over the force"));
        rows.add(List.of(
                "Loading tilt", decimals(result.loadingTiltDegrees(), 1), "\u00b0", "from the vertebra's own axis"));
        return rows;
    }

    private void quality() {
        if (!(result.model().elements().origin() instanceof MeshOrigin.Tetrahedra tets)) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Distribution d : tets.tets().quality().distributions()) {
            rows.add(List.of(
                    d.unit().isEmpty() ? d.name() : d.name() + " (" + d.unit() + ")",
                    Digits.four(d.min()),
                    Digits.four(d.mean()),
                    Digits.four(d.max()),
                    Digits.four(d.sd())));
        }
        page.table(List.of("Quality of the tetrahedra", "Least", "Mean", "Greatest", "SD"), rows);
    }

    private List<List<String>> configuration() {
        Settings<AnalysisConfig> settings = Settings.of(AnalysisConfig.class);
        Map<String, Object> values = new LinkedHashMap<>(settings.values(result.config()));
        List<List<String>> rows = new ArrayList<>();
        for (Settings.Item item : settings.items()) {
            Object value = values.get(item.name());
            boolean path = item.declaration().file() && !String.valueOf(value).isEmpty();
            boolean same = item.defaultValue().equals(value);
            rows.add(List.of(
                    item.labelWithUnit(),
                    path ? "(path left out)" : text(value) + (same ? "" : " *"),
                    text(item.defaultValue()),
                    item.name()));
        }
        rows.add(List.of("* differs from the default", "", "", ""));
        return rows;
    }

    private Set<String> sources() {
        MaterialSettings material = result.model().material();
        Set<String> sources = new LinkedHashSet<>();
        sources.add("Density-modulus law " + material.law().id() + ", "
                + material.law().formula() + " MPa: " + material.law().source());
        material.path().forEach(step -> sources.add("Density conversion: " + step.source()));
        sources.add("Strength " + result.strengthDefinition().id() + ": "
                + result.strengthDefinition().source());
        result.vbmdAssessment()
                .ifPresent(assessment ->
                        sources.add("vBMD category: " + assessment.rule().source()));
        result.density()
                .calibration()
                .ifPresent(calibration -> sources.add(
                        "Density calibration: " + calibration.method().words() + " (" + calibration.id() + ")"));
        return sources;
    }

    private static String text(Object value) {
        return value instanceof Double number ? Digits.four(number) : String.valueOf(value);
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String decimals(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** The quality of the mesh where it is one of tetrahedra, for its picture. */
    public static Optional<QualityReport> quality(AnalysisResult result) {
        return result.model().elements().origin() instanceof MeshOrigin.Tetrahedra tets
                ? Optional.of(tets.tets().quality())
                : Optional.empty();
    }
}
