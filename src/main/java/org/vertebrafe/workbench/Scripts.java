package org.vertebrafe.workbench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.base.Version;

/** What was done, as a script that does it again and gives the same numbers. */
public final class Scripts {

    private static final String NEWLINE = "\n";

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    private Scripts() {}

    /**
     * A macro in ImageJ's language.
     *
     * @param more commands on the results, for instance those that show a map
     */
    public static String macro(Work work, List<Action> more) {
        StringJoiner lines = new StringJoiner(NEWLINE, "", NEWLINE);
        lines.add("// " + heading(work));
        work.plan().ct().ifPresent(ct -> lines.add(opening(ct.opening(), "CT", ct.title())));
        work.plan().labels().ifPresent(map -> lines.add(opening(map.opening(), "label map", map.title())));
        remarks(work).forEach(remark -> lines.add("// " + remark));
        Actions.of(work).forEach(action -> lines.add(line(action)));
        more.forEach(action -> lines.add(line(action)));
        return lines.toString();
    }

    /** A command as a line of a macro. */
    public static String line(Action action) {
        StringJoiner options = new StringJoiner(" ");
        action.images().forEach((name, title) -> options.add(name.toLowerCase(Locale.ROOT) + "=" + bracketed(title)));
        action.options()
                .forEach((name, value) ->
                        options.add(name.toLowerCase(Locale.ROOT) + "=" + bracketed(value.toString())));
        String text = options.toString();
        return "run(\"" + action.command() + "\"" + (text.isEmpty() ? "" : ", \"" + escaped(text) + "\"") + ");";
    }

    private static String bracketed(String value) {
        return value.isEmpty() || value.matches(".*[\\s\\[\\]'=].*") ? "[" + value + "]" : value;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String opening(Opening opening, String what, String title) {
        return opening.command()
                .map(Scripts::line)
                .or(() -> opening.file().map(file -> "open(\"" + escaped(file) + "\");"))
                .orElse("// Open the " + what + " \"" + title + "\" here: where it came from is not known.");
    }

    /** A script in Groovy, for Fiji's Script Editor and its headless mode. */
    public static String groovy(Work work, List<Action> more) {
        StringJoiner lines = new StringJoiner(NEWLINE, "", NEWLINE);
        lines.add("#@ CommandService commands");
        lines.add("#@ ModuleService modules");
        lines.add("// Not commands.run: of commands whose inputs are made at run time it returns nothing.");
        lines.add("def run = { name, inputs -> modules.run(commands.getCommand(name), true, inputs).get() }");
        lines.add("// " + heading(work));
        Map<String, String> known = new LinkedHashMap<>();
        work.plan().ct().ifPresent(ct -> {
            lines.add("def ct = " + groovyOpening(ct.opening(), ct.title()));
            known.put(ct.title(), "ct");
        });
        work.plan().labels().ifPresent(map -> {
            lines.add("def labels = " + groovyOpening(map.opening(), map.title()));
            known.put(map.title(), "labels");
        });
        remarks(work).forEach(remark -> lines.add("// " + remark));
        List<Action> all = new ArrayList<>(Actions.of(work));
        all.addAll(more);
        for (Action action : all) {
            String call = groovyCall(action, known);
            switch (action.command()) {
                case "Segment Vertebra..." -> {
                    lines.add("def labels = " + call + ".getOutput(\"labelMap\")");
                    known.put(Actions.labels(work), "labels");
                }
                case "Analyze Vertebra..." -> {
                    lines.add("def analysis = " + call);
                    lines.add("def map = analysis.getOutput(\"vonMisesMap\")");
                    lines.add("def results = analysis.getOutput(\"results\")");
                    lines.add("println \"Stiffness \" + results.getValue(\"Stiffness (N/mm)\", results.size() - 1)"
                            + " + \" N/mm\"");
                    known.put("von-mises of " + work.plan().ct().orElseThrow().title(), "map");
                }
                default -> lines.add(call);
            }
        }
        return lines.toString();
    }

    private static String groovyOpening(Opening opening, String title) {
        return opening.command()
                .filter(action -> !action.className().isEmpty())
                .map(action -> groovyCall(action, Map.of()) + ".getOutput(" + quoted(opening.output()) + ")")
                .or(() -> opening.file().map(file -> "ij.IJ.openImage(" + quoted(file) + ")"))
                .orElse("ij.WindowManager.getImage(" + quoted(title) + ") // open it first");
    }

    private static String groovyCall(Action action, Map<String, String> known) {
        StringJoiner inputs = new StringJoiner(", ");
        action.images()
                .forEach((name, title) -> inputs.add(quoted(name) + ": "
                        + known.getOrDefault(title, "ij.WindowManager.getImage(" + quoted(title) + ")")));
        action.options()
                .forEach((name, value) -> inputs.add(quoted(name) + ": "
                        + (value instanceof String text
                                ? quoted(text)
                                : value instanceof Double ? value + "d" : value.toString())));
return "run(" + quoted(action.className()) + ", [" + (inputs.length() == 0 ? ":" : inputs) + "])";
    }

    private static String quoted(String text) {
        // Single quotes: nothing is replaced in them.
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** Commands for a shell, on files. */
    public static String commandLine(Work work) {
        StringJoiner lines = new StringJoiner(NEWLINE, "", NEWLINE);
        lines.add("# " + heading(work));
        Optional<String> file = work.plan().ct().flatMap(ct -> ct.opening().file());
        String ct = shell(file.orElse("CT.nii.gz"));
        if (file.isEmpty()) {
            lines.add("# CT.nii.gz: save the CT as NIfTI or TIFF and put its name here and below.");
        }
        CalibrationChoice choice = work.plan().calibration();
        boolean done = work.light(Stage.CALIBRATE) == Light.DONE && work.plan().hounsfield();
        boolean measured =
                done && choice.how() != CalibrationChoice.How.CUSTOM && choice.how() != CalibrationChoice.How.IMAGE;
        if (measured) {
            StringBuilder line = new StringBuilder("vertebrafe calibrate --ct " + ct + " --method "
                    + choice.how().id());
            Actions.of(work, Stage.CALIBRATE).orElseThrow().options().forEach((name, value) -> {
                if (!List.of("method", "rods", "plot", "tissues").contains(name)) {
                    line.append(" --").append(option(name)).append(' ').append(shell(value.toString()));
                }
            });
            lines.add(line + " --out calibration.json");
        }
        String labels = "labels.nii.gz";
        if (work.plan().labels().isPresent()) {
            Opening opening = work.plan().labels().get().opening();
            labels = opening.file().map(Scripts::shell).orElse(labels);
        } else if (work.light(Stage.SEGMENT) == Light.DONE) {
            Vec3 at = work.plan().seed().orElseThrow().position();
            lines.add("vertebrafe segment --ct " + ct + " --seed-mm " + at.x() + "," + at.y() + "," + at.z()
                    + (work.plan().analysis().region().equals("body") ? " --body-only" : "") + " --out " + labels);
        }
        remarks(work).forEach(remark -> lines.add("# " + remark));
        if (work.light(Stage.RESULTS) == Light.DONE) {
            lines.add(analyze(work, ct, labels, measured));
        }
        return lines.toString();
    }

    private static String analyze(Work work, String ct, String labels, boolean measured) {
        StringBuilder line = new StringBuilder("vertebrafe analyze "
                + (work.plan().hounsfield() ? "--ct " : "--density ") + ct + " --labels " + labels);
        Map<String, Object> changes = new LinkedHashMap<>(Actions.changes(work));
        changes.remove("input");
        if (measured) {
            changes.put("calibration", "file");
            changes.put("calibrationFile", "calibration.json");
        }
        changes.forEach((name, value) ->
                line.append(" --").append(option(name)).append(' ').append(shell(value.toString())));
        return line.append(" --out result").toString();
    }

    private static String option(String setting) {
        return SETTINGS.items().stream()
                .filter(item -> item.name().equals(setting))
                .findFirst()
                .map(Settings.Item::optionName)
                .orElseGet(() -> setting.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
    }

    private static String shell(String text) {
        return text.matches("[\\w./:,+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static String heading(Work work) {
        return Version.NAME + " " + Version.number() + ": what the workbench did"
                + work.plan().ct().map(ct -> " with \"" + ct.title() + "\"").orElse("") + ".";
    }

    private static List<String> remarks(Work work) {
        List<String> remarks = new ArrayList<>();
        if (work.light(Stage.CALIBRATE) == Light.DONE
                && work.plan().calibration().marked()) {
            remarks.add("The rods were moved by hand: their circles must be in the ROI Manager or the CT's overlay.");
        }
        for (Stage stage : Stage.values()) {
            if (work.light(stage) != Light.DONE) {
                remarks.add("\"" + stage.title() + "\" is " + work.light(stage).words()
                        + ": it and what follows are not in this script.");
                break;
            }
        }
        return remarks;
    }
}
