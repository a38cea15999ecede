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

    private final HtmlPage html;
    private final StudyResult result;

    private StudyReport(StudyResult result) {
        this.result = result;
        html = new HtmlPage(title(result));
    }

    static String html(StudyResult result, List<Figure> figures, StudyRemarks remarks) {
        return new StudyReport(result).build(figures, remarks);
    }

    private String build(List<Figure> figures, StudyRemarks remarks) {
        html.element("h1", title(result));
        if (!remarks.note().isBlank()) {
            html.paragraph("note", remarks.note());
        }
        html.element("p", summary());
        if (result.table().subjects() < result.table().size()) {
            html.paragraph("note", DEPENDENT);
        }
        sections().forEach(this::table);
        if (!figures.isEmpty()) {
            html.element("h2", "Figures");
        }
        for (Figure figure : figures) {
            html.raw("<figure>").raw(figure.svg());
            html.element("figcaption", figure.caption());
            html.raw("</figure>\n");
        }
        PublishedComparison.write(result, remarks.reasons(), html);
        html.element("h2", "Methods");
        html.element("p", PValues.MULTIPLE_COMPARISONS);
        html.list(methods());
        html.element(
                "p",
                Version.NAME + " " + Version.number()
                        + ". Research software: numbers for models, not diagnoses. All digits are in numbers.csv and"
                        + " numbers.json.");
        return html.end();
    }

    private static String title(StudyResult result) {
        List<String> kernels = result.table().kernels();
        return "Paired reconstructions: " + kernels.get(0) + " and " + kernels.get(1);
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
        html.element("h2", section);
        SectionNotes.of(section, result.table()).ifPresent(note -> html.element("p", note));
        List<Finding> problems =
                findings.stream().filter(f -> !f.problem().isEmpty()).toList();
        Set<String> columns = findings.stream()
                .filter(f -> f.problem().isEmpty())
                .map(Finding::column)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!columns.isEmpty()) {
            List<String> header = new ArrayList<>(List.of(""));
            header.addAll(columns);
            List<List<String>> rows = new ArrayList<>();
            findings.stream()
                    .filter(f -> f.problem().isEmpty())
                    .collect(Collectors.groupingBy(Finding::row, LinkedHashMap::new, Collectors.toList()))
                    .forEach((row, cells) -> rows.add(row(row, cells, columns)));
            html.table(header, rows);
        }
        problems.stream()
                .map(f -> f.row() + ": not computed. " + f.problem())
                .distinct()
                .forEach(text -> html.paragraph("foot", text));
    }

    private static List<String> row(String row, List<Finding> cells, Set<String> columns) {
        List<String> fields = new ArrayList<>(List.of(row));
        for (String column : columns) {
            fields.add(cells.stream()
                    .filter(f -> f.column().equals(column))
                    .findFirst()
                    .map(Finding::text)
                    .orElse("\u2013"));
        }
        return fields;
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
}
