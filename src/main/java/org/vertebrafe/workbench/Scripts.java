package org.vertebrafe.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.vertebrafe.base.Version;

/** What was done, as a script that does it again and gives the same numbers. */
public final class Scripts {

    static final String NEWLINE = "\n";

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
        return new GroovyScript(work, more).text();
    }

    /** Commands for a shell, on files. */
    public static String commandLine(Work work) {
        return new ShellScript(work).text();
    }

    /** What a script begins with. */
    static String heading(Work work) {
        return Version.NAME + " " + Version.number() + ": what the workbench did"
                + work.plan().ct().map(ct -> " with \"" + ct.title() + "\"").orElse("") + ".";
    }

    /** What a person who runs a script must know. */
    static List<String> remarks(Work work) {
        List<String> remarks = new ArrayList<>();
        if (work.light(Stage.CALIBRATE) == Light.DONE
                && work.plan().calibration().marked()) {
            remarks.add("The rods were moved by hand: their circles must be in the ROI Manager or the CT's overlay.");
        }
        missing(work).ifPresent(remarks::add);
        return remarks;
    }

    /** What is not in a script because it is not up to date. */
    static Optional<String> missing(Work work) {
        return Stream.of(Stage.values())
                .filter(stage -> work.light(stage) != Light.DONE)
                .findFirst()
                .map(stage -> "\"" + stage.title() + "\" is "
                        + work.light(stage).words() + ": it and what follows are not in this script.");
    }
}
