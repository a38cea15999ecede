package org.vertebrafe.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vertebrafe.base.Version;
import org.vertebrafe.io.HtmlPage;
import org.vertebrafe.study.stats.PValues;

/** The report of a study as one HTML file that needs no other. */
final class StudyReport {

    private static final String DEPENDENT =
            "Some subjects have several vertebrae. Vertebrae of one subject are not independent of each other, which"
                    + " these methods assume: intervals are too narrow and p values too small.";

    private HtmlPage html;
    private final StudyResult result;

    private StudyReport(StudyResult result) {
        this.result = result;
    }

    static String html(StudyResult result, List<Figure> figures, String note) {
        return new StudyReport(result).build(figures, note);
    }

    private String build(List<Figure> figures, String note) {
        List<String> kernels = result.table().kernels();
        String title = "Paired reconstructions: " + kernels.get(0) + " and " + kernels.get(1);
        html = new HtmlPage(title);
        element("h1", title);
        if (!note.isBlank()) {
            html.paragraph("note", note);
        }
        element("p", summary());
        if (result.table().subjects() < result.table().size()) {
            html.paragraph("note", DEPENDENT);
        }
        sections().forEach(this::table);
        if (!figures.isEmpty()) {
            element("h2", "Figures");
        }
        for (Figure figure : figures) {
            html.append("<figure>").append(figure.svg());
            element("figcaption", figure.caption());
            html.append("</figure>\n");
        }
        published();
        element("h2", "Methods");
        element("p", PValues.MULTIPLE_COMPARISONS);
        html.list(methods());
        element(
                "p",
                Version.NAME + " " + Version.number()
                        + ". Research software: numbers for models, not diagnoses. All digits are in numbers.csv and"
                        + " numbers.json.");
        return html.end();
    }

    private String summary() {
        String groups = result.groups().stream()
                .map(group -> group + " " + result.table().of(group).size())
                .collect(Collectors.joining(", "));
        int grouped = result.groups().stream()
                .mapToInt(group -> result.table().of(group).size())
                .sum();
        int without = result.table().size() - grouped;
        return result.table().size() + " vertebrae (" + groups + (without > 0 ? ", without a group " + without : "")
                + "). Differences are " + result.table().kernels().get(0) + " minus "
                + result.table().kernels().get(1) + ". Intervals in parentheses are of 95 % confidence.";
    }

    private Map<String, List<Finding>> sections() {
        return result.findings().stream()
                .collect(Collectors.groupingBy(Finding::section, LinkedHashMap::new, Collectors.toList()));
    }

    private void table(String section, List<Finding> findings) {
        element("h2", section);
        List<Finding> problems =
                findings.stream().filter(f -> !f.problem().isEmpty()).toList();
        Set<String> columns = findings.stream()
                .filter(f -> f.problem().isEmpty())
                .map(Finding::column)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!columns.isEmpty()) {
            html.append("<div class=\"wide\"><table>\n<tr><th></th>");
            columns.forEach(column -> element("th", column));
            html.append("</tr>\n");
            findings.stream()
                    .filter(f -> f.problem().isEmpty())
                    .collect(Collectors.groupingBy(Finding::row, LinkedHashMap::new, Collectors.toList()))
                    .forEach((row, cells) -> row(row, cells, columns));
            html.append("</table></div>\n");
        }
        problems.stream()
                .map(f -> f.row() + ": not computed. " + f.problem())
                .distinct()
                .forEach(text -> html.paragraph("foot", text));
    }

    private void row(String row, List<Finding> cells, Set<String> columns) {
        html.append("<tr>");
        element("td", row);
        for (String column : columns) {
            element(
                    "td",
                    cells.stream()
                            .filter(f -> f.column().equals(column))
                            .findFirst()
                            .map(Finding::text)
                            .orElse("\u2013"));
        }
        html.append("</tr>\n");
    }

    /** Beside the published study, where kernels and groups are its own. */
    private void published() {
        if (!result.table().kernels().equals(PublishedStudy.KERNELS)
                || !result.groups().equals(PublishedStudy.GROUPS)) {
            return;
        }
        element("h2", "Beside the published study");
        element("p", PublishedStudy.SOURCE + ". Its numbers stand here for orientation; nothing is fitted to them.");
        html.append("<div class=\"wide\"><table>\n<tr><th></th><th>mean here</th><th>printed</th></tr>\n");
        for (Measure measure : Measure.values()) {
            for (int k = 0; k < 2; k++) {
                for (int g = 0; g <= PublishedStudy.GROUPS.size(); g++) {
                    publishedRow(measure, k, g);
                }
            }
        }
        html.append("</table></div>\n");
        element("p", "Known inconsistencies of the printed numbers:");
        html.list(PublishedStudy.inconsistencies());
    }

    private void publishedRow(Measure measure, int kernel, int group) {
        boolean all = group == PublishedStudy.GROUPS.size();
        String name = all ? "all" : PublishedStudy.GROUPS.get(group);
        String row = measure.label() + " (" + measure.unit() + "), " + name;
        String column = "mean " + result.table().kernels().get(kernel);
        String here = result.findings().stream()
                .filter(f -> f.section().equals(PairedStudy.TABLE_1)
                        && f.row().equals(row)
                        && f.column().equals(column))
                .findFirst()
                .map(Finding::text)
                .orElse("\u2013");
        html.append("<tr>");
        element("td", row + ", " + result.table().kernels().get(kernel));
        element("td", here);
        element("td", Numbers.number(PublishedStudy.mean(measure, kernel, group)));
        html.append("</tr>\n");
    }

    private List<String> methods() {
        List<String> methods = new ArrayList<>(new LinkedHashSet<>(result.findings().stream()
                .map(Finding::method)
                .filter(method -> !method.isEmpty())
                .toList()));
        methods.add(
                "A missing value leaves out its vertebra from the pairs or triples it would belong to; n and what is"
                        + " missing stand in every table.");
        return methods;
    }

    private void element(String tag, String text) {
        html.element(tag, text);
    }
}
