package org.vertebrafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.analysis.ResultRow;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.fem.linalg.SolverException;
import org.vertebrafe.image.Volume;
import org.vertebrafe.io.Csv;
import org.vertebrafe.io.SafeFiles;
import org.vertebrafe.segmentation.oneclick.FoundBody;
import org.vertebrafe.segmentation.oneclick.Start;

/**
 * {@code vertebrafe analyze --auto}: finds the vertebral bodies, lists them and analyses those chosen. One goes into the
 * result's folder itself; of all, each goes into a folder of its own below it, with one table of them all.
 */
final class AutoAnalyze {

    private static final String TABLE = "vertebrae.csv";
    private static final String LIST = "vertebrae.json";
    private static final String OUTCOME = "analysis";

    /** Analyses one vertebra and writes its result into a folder. */
    @FunctionalInterface
    interface Analyzer {
        AnalysisResult analyze(String name, Start start, Path folder) throws IOException;
    }

    private final PrintWriter terminal;
    private final Pick pick;
    private final String title;
    private final Path out;

    /** @param title of the CT; the vertebrae are named after it */
    AutoAnalyze(PrintWriter terminal, Pick pick, String title, Path out) {
        this.terminal = terminal;
        this.pick = pick;
        this.title = title;
        this.out = out;
    }

    /**
     * Runs.
     *
     * @return whether all that was to be analysed was
     */
    boolean run(Volume ct, Analyzer analyzer, TaskExecutor threads, Progress progress) throws IOException {
        FoundSpine spine = FoundSpine.of(ct, pick, threads, progress);
        spine.print(terminal);
        if (pick.isAll()) {
            return all(spine, analyzer);
        }
        spine.write(out.resolve(LIST), OUTCOME, Map.of());
        FoundBody body = one(spine);
        analyzer.analyze(name(spine, body), new Start.Point(body.centre()), out);
        return true;
    }

    /** The vertebra that is meant: the one picked, or the only one there is. */
    private FoundBody one(FoundSpine spine) {
        if (!pick.isNone()) {
            return spine.bodies().get(pick.number(spine.bodies().size()) - 1);
        }
        List<FoundBody> complete =
                spine.bodies().stream().filter(FoundBody::complete).toList();
        if (complete.size() != 1) {
            throw InputException.of(
                    "%d vertebrae were found, %d of them complete: say which to analyse with --pick 1 to --pick %d, or"
                            + " --pick all for every complete one.",
                    spine.bodies().size(), complete.size(), spine.bodies().size());
        }
        return complete.get(0);
    }

    private String name(FoundSpine spine, FoundBody body) {
        return title + "-" + spine.id(body);
    }

    private boolean all(FoundSpine spine, Analyzer analyzer) throws IOException {
        Map<Integer, String> outcome = new LinkedHashMap<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        int failed = 0;
        for (FoundBody body : spine.bodies()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("Vertebra", name(spine, body));
            row.put("Number from top", body.fromTop());
            row.put("Level as given", spine.names().isEmpty() ? "" : spine.level(body));
            if (body.complete()) {
                terminal.printf("%n%s%n", spine.title(body));
                failed += analyze(spine, body, analyzer, row) ? 0 : 1;
            } else {
                row.put("Status", "left out");
                row.put("Reason", "cut off by the image");
            }
            outcome.put(
                    body.fromTop(), row.get("Status") + (row.get("Reason").equals("") ? "" : ": " + row.get("Reason")));
            rows.add(row);
            // After each one: what is done is not lost with what comes after it.
            SafeFiles.writeText(out.resolve(TABLE), csv(rows));
        }
        spine.write(out.resolve(LIST), OUTCOME, outcome);
        terminal.printf("%n  %-22s %s%n", "Table", out.resolve(TABLE));
        terminal.printf("  %-22s %s%n", "List", out.resolve(LIST));
        terminal.flush();
        return failed == 0;
    }

    private boolean analyze(FoundSpine spine, FoundBody body, Analyzer analyzer, Map<String, Object> row)
            throws IOException {
        try {
            AnalysisResult result =
                    analyzer.analyze(name(spine, body), new Start.Point(body.centre()), out.resolve(spine.id(body)));
            row.put("Status", "done");
            row.put("Reason", "");
            row.putAll(ResultRow.of(result));
            return true;
        } catch (InputException | SolverException e) {
            terminal.printf("  %-22s %s%n", "Failed", e.getMessage());
            row.put("Status", "failed");
            row.put("Reason", e.getMessage());
            return false;
        }
    }

    private static String csv(List<Map<String, Object>> rows) {
        Set<String> columns = new LinkedHashSet<>();
        // Rows of failures have fewer columns; the order is that of a whole one.
        rows.stream().sorted((one, other) -> other.size() - one.size()).forEach(row -> columns.addAll(row.keySet()));
        StringBuilder csv = new StringBuilder(Csv.line(List.copyOf(columns)));
        for (Map<String, Object> row : rows) {
            csv.append(Csv.line(
                    columns.stream().map(column -> row.getOrDefault(column, "")).toList()));
        }
        return csv.toString();
    }
}
