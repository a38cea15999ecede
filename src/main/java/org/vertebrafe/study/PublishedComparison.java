package org.vertebrafe.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import org.vertebrafe.io.HtmlPage;

/** A study beside the published one: by how much its numbers differ, why, and where the printed ones contradict each other. */
final class PublishedComparison {

    private static final String NONE = "\u2013";

    private final StudyResult result;
    private final String kernelOne;
    private final String kernelTwo;

    private PublishedComparison(StudyResult result) {
        this.result = result;
        kernelOne = result.table().kernels().get(0);
        kernelTwo = result.table().kernels().get(1);
    }

    /** Writes the section, where kernels and groups are those of the published study. */
    static void write(StudyResult result, List<String> reasons, HtmlPage html) {
        if (!PublishedStudy.isLike(result)) {
            return;
        }
        PublishedComparison comparison = new PublishedComparison(result);
        html.element("h2", "Beside the published study");
        html.element(
                "p", PublishedStudy.SOURCE + ". Its numbers stand here for orientation; nothing is fitted to them.");
        html.table(false, List.of("Means", "here", "printed", "here beyond printed"), comparison.means());
        html.table(false, List.of("What the kernels and density do", "here", "printed"), comparison.effects());
        if (!reasons.isEmpty()) {
            html.element("p", "What to know of the differences:");
            html.list(reasons);
        }
        html.element("p", "Known inconsistencies of the printed numbers:");
        html.list(PublishedStudy.inconsistencies());
    }

    private List<List<String>> means() {
        List<List<String>> rows = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            for (int k = 0; k < 2; k++) {
                for (int g = 0; g <= PublishedStudy.GROUPS.size(); g++) {
                    double printed = PublishedStudy.mean(measure, k, g);
                    OptionalDouble here = mean(measure, k, g);
                    rows.add(List.of(
                            row(measure, g) + ", " + result.table().kernels().get(k),
                            text(here, Numbers::number),
                            Numbers.number(printed),
                            text(here, value -> percent(100 * (value / printed - 1)))));
                }
            }
        }
        return rows;
    }

    private List<List<String>> effects() {
        List<List<String>> rows = new ArrayList<>();
        String difference = kernelOne + " \u2212 " + kernelTwo;
        for (Measure measure : Measure.values()) {
            for (int g = 0; g <= PublishedStudy.GROUPS.size(); g++) {
                rows.add(List.of(
                        measure.label() + ", " + group(g) + ": " + difference + " in % of " + kernelOne,
                        text(
                                value(PairedStudy.TABLE_1, row(measure, g), difference + " in % of " + kernelOne),
                                PublishedComparison::percent),
                        percent(PublishedStudy.percent(measure, g))));
            }
        }
        for (Measure measure : Measure.values()) {
            for (int k = 0; k < 2; k++) {
                String kernel = result.table().kernels().get(k);
                rows.add(List.of(
                        measure.label() + " on trabecular density, " + kernel + ": r\u00b2",
                        text(
                                value(
                                        PairedStudy.REGRESSION,
                                        measure.label() + " (" + measure.unit() + "), " + kernel,
                                        "r\u00b2"),
                                r2 -> String.format(Locale.ROOT, "%.2f", r2)),
                        String.format(Locale.ROOT, "%.2f", PublishedStudy.r2(measure, k))));
            }
        }
        for (int g = 0; g < PublishedStudy.GROUPS.size(); g++) {
            OptionalDouble strength = mean(Measure.STRENGTH, 0, g);
            OptionalDouble stiffness = mean(Measure.STIFFNESS, 0, g);
            OptionalDouble ratio = strength.isPresent() && stiffness.isPresent()
                    ? OptionalDouble.of(strength.getAsDouble() / stiffness.getAsDouble())
                    : OptionalDouble.empty();
            rows.add(List.of(
                    "Mean strength over mean stiffness, " + group(g) + ", " + kernelOne + " (mm)",
                    text(ratio, Numbers::number),
                    Numbers.number(PublishedStudy.mean(Measure.STRENGTH, 0, g)
                            / PublishedStudy.mean(Measure.STIFFNESS, 0, g))));
        }
        return rows;
    }

    private static String group(int group) {
        return group == PublishedStudy.GROUPS.size() ? PairedStudy.ALL : PublishedStudy.GROUPS.get(group);
    }

    private static String row(Measure measure, int group) {
        return measure.label() + " (" + measure.unit() + "), " + group(group);
    }

    private OptionalDouble mean(Measure measure, int kernel, int group) {
        return value(
                PairedStudy.TABLE_1,
                row(measure, group),
                "mean " + result.table().kernels().get(kernel));
    }

    private OptionalDouble value(String section, String row, String column) {
        return result.findings().stream()
                .filter(f -> f.problem().isEmpty()
                        && f.section().equals(section)
                        && f.row().equals(row)
                        && f.column().equals(column))
                .mapToDouble(Finding::value)
                .findFirst();
    }

    private static String text(OptionalDouble value, DoubleFunction<String> format) {
        return value.isPresent() ? format.apply(value.getAsDouble()) : NONE;
    }

    private static String percent(double percent) {
        return String.format(Locale.ROOT, "%+.1f %%", percent);
    }
}
