package org.vertebrafe.workbench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What was done as a script in Groovy. It goes through the door for scripts: images are handed over themselves, there is
 * never a dialog, and an error ends the script.
 */
final class GroovyScript {

    private final Work work;
    private final List<Action> more;
    private final StringJoiner lines = new StringJoiner(Scripts.NEWLINE, "", Scripts.NEWLINE);

    /** Names in the script of images, by title. */
    private final Map<String, String> known = new LinkedHashMap<>();

    GroovyScript(Work work, List<Action> more) {
        this.work = work;
        this.more = more;
    }

    String text() {
        List<Action> actions = new ArrayList<>(Actions.of(work));
        actions.addAll(more);
        boolean analysed = actions.stream().anyMatch(action -> action.command().equals("Analyze Vertebra..."));
        lines.add("// " + Scripts.heading(work));
        lines.add("#@ Context context");
        work.plan().ct().ifPresent(ct -> lines.add("#@output ImagePlus ct"));
        if (analysed) {
            lines.add("#@output ImagePlus map");
        }
        lines.add("");
        lines.add("import org.vertebrafe.command.VertebraScript");
        lines.add("");
        lines.add("vertebra = new VertebraScript(context)");
        work.plan().ct().ifPresent(ct -> open("ct", "ct", ct.opening(), ct.title()));
        work.plan().labels().ifPresent(map -> open("labels", "labels", map.opening(), map.title()));
        Scripts.remarks(work).forEach(remark -> lines.add("// " + remark));
        actions.forEach(this::add);
        return lines.toString();
    }

    private void open(String name, String opener, Opening opening, String title) {
        lines.add(name + " = "
                + opening.command()
                        .filter(action -> !action.className().isEmpty())
                        .map(action -> call(action) + "." + opening.output())
                        .or(() -> opening.file().map(file -> "vertebra." + opener + "(new File(" + quoted(file) + "))"))
                        .orElse(unknown(title) + " // open it first"));
        known.put(title, name);
    }

    private void add(Action action) {
        switch (action.command()) {
            case "Segment Vertebra..." -> {
                lines.add("labels = " + call(action) + ".labelMap");
                known.put(Actions.labels(work), "labels");
            }
            case "Analyze Vertebra..." -> {
                lines.add("analysis = " + call(action));
                lines.add("map = analysis.vonMisesMap");
                lines.add("results = analysis.results");
                lines.add("println \"Stiffness \" + results.getValue(\"Stiffness (N/mm)\", results.size() - 1)"
                        + " + \" N/mm\"");
                known.put("von-mises of " + work.plan().ct().orElseThrow().title(), "map");
            }
            default -> lines.add(call(action));
        }
    }

    private String call(Action action) {
        StringJoiner inputs = new StringJoiner(", ");
        action.images()
                .forEach((name, title) -> inputs.add(quoted(name) + ": " + known.getOrDefault(title, unknown(title))));
        action.options()
                .forEach((name, value) -> inputs.add(quoted(name) + ": "
                        + (value instanceof String text
                                ? quoted(text)
                                : value instanceof Double ? value + "d" : value.toString())));
        return "vertebra.run(" + quoted(action.command()) + (inputs.length() == 0 ? "" : ", [" + inputs + "]") + ")";
    }

    private static String unknown(String title) {
        return "ij.WindowManager.getImage(" + quoted(title) + ")";
    }

    private static String quoted(String text) {
        // Single quotes: nothing is replaced in them.
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
