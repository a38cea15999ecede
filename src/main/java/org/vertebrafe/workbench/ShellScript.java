package org.vertebrafe.workbench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.vertebrafe.analysis.CalibrationInput;
import org.vertebrafe.analysis.CalibrationResult;
import org.vertebrafe.analysis.RodsFile;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.SavedCalibration;

/**
 * What was done as commands for a POSIX shell, on files. What has no file, a calibration that travels with an open image
 * or rods that were moved by hand, is written by the script itself.
 */
final class ShellScript {

    private static final String CALIBRATION = "calibration.json";
    private static final String RODS = "rods.json";

    private final Work work;
    private final Plan plan;
    private final StringJoiner lines = new StringJoiner(Scripts.NEWLINE, "", Scripts.NEWLINE);
    private final Optional<String> file;
    private final String ct;

    ShellScript(Work work) {
        this.work = work;
        this.plan = work.plan();
        this.file = plan.ct().flatMap(source -> source.opening().file());
        this.ct = quoted(file.orElse("CT.tif"));
    }

    String text() {
        lines.add("# " + Scripts.heading(work));
        if (file.isEmpty()) {
            lines.add("# " + ct + ": save the CT by File > Save As > Tiff... and put its name here and below.");
        }
        if (plan.hounsfield()) {
            work.current(Stage.CALIBRATE, Outcome.Calibrated.class).ifPresent(this::calibrate);
        }
        String labels = labels();
        Scripts.missing(work).ifPresent(remark -> lines.add("# " + remark));
        if (work.light(Stage.RESULTS) == Light.DONE) {
            analyze(labels);
        }
        return lines.toString();
    }

    private void calibrate(Outcome.Calibrated outcome) {
        CalibrationChoice choice = plan.calibration();
        switch (choice.how()) {
            case CUSTOM -> {
                // Two settings of the analysis.
            }
            case IMAGE -> write(
                    CALIBRATION, outcome.carried().map(SavedCalibration::toJson).orElseThrow());
            default -> {
                StringBuilder line = new StringBuilder("vertebrafe calibrate --ct " + ct + " --method "
                        + choice.how().id());
                Actions.of(work, Stage.CALIBRATE).orElseThrow().options().forEach((name, value) -> {
                    if (!List.of("method", "rods", "plot", "tissues").contains(name)) {
                        line.append(" --")
                                .append(Settings.optionName(name))
                                .append(' ')
                                .append(quoted(value.toString()));
                    }
                });
                if (choice.marked()) {
                    outcome.result().flatMap(CalibrationResult::phantom).ifPresent(evidence -> {
                        write(
                                RODS,
                                RodsFile.json(new CalibrationInput.MarkedRods(
                                        evidence.phantom().id(),
                                        evidence.measurement().regions())));
                        line.append(" --rods ").append(RODS);
                    });
                }
                lines.add(line + " --out " + CALIBRATION);
            }
        }
    }

    private void write(String name, String text) {
        lines.add("cat > " + name + " <<'END'");
        lines.add(text.strip());
        lines.add("END");
    }

    /** The name of the file of labels. */
    private String labels() {
        if (plan.labels().isPresent()) {
            Optional<String> known = plan.labels().get().opening().file();
            String name = quoted(known.orElse("labels.tif"));
            if (known.isEmpty()) {
                lines.add("# " + name + ": save the label map \""
                        + plan.labels().get().title() + "\" by File > Save As > Tiff... under this name.");
            }
            return name;
        }
        String made = "labels.nii.gz";
        if (work.light(Stage.SEGMENT) == Light.DONE) {
            Vec3 at = plan.seed().orElseThrow().position();
            lines.add("vertebrafe segment --ct " + ct + " --seed-mm=" + at.x() + "," + at.y() + "," + at.z()
                    + (plan.analysis().region().equals("body") ? " --body-only" : "") + " --out " + made);
        }
        return made;
    }

    private void analyze(String labels) {
        StringBuilder line = new StringBuilder("vertebrafe analyze " + (plan.hounsfield() ? "--ct " : "--density ")
                + ct + " --labels " + labels + " --name "
                + quoted(plan.ct().orElseThrow().title()));
        Map<String, Object> changes = new LinkedHashMap<>(Actions.changes(work));
        changes.remove("input");
        changes.forEach((name, value) ->
                line.append(" --").append(Settings.optionName(name)).append(' ').append(quoted(value.toString())));
        if ("image".equals(changes.get("calibration"))) {
            line.append(" --image-calibration ").append(CALIBRATION);
        }
        lines.add(line + " --out result");
    }

    private static String quoted(String text) {
        return text.matches("[\\w./:,+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
