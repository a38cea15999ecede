package org.vertebrafe.workbench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.CalibrationConfig;
import org.vertebrafe.analysis.ResultFiles;
import org.vertebrafe.analysis.ResultRow;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Version;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.io.SafeFiles;

/**
 * The state of the work in a folder: {@code workbench.json}, the labels beside it, and the CT, which whoever knows the
 * image writes there. Mesh and solution are not kept: they follow from the rest, to the last bit.
 */
public final class WorkFolder {

    /** Name of the file that holds the choices. */
    public static final String FILE = "workbench.json";

    /** The label map, where there is one. */
    public static final String LABELS = "labels.nii.gz";

    private static final int FORMAT = 1;
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);
    private static final Settings<CalibrationConfig> CALIBRATION = Settings.of(CalibrationConfig.class);

    /** What is in the file. */
    private static final class Content {
        private int format = FORMAT;
        private String program = Version.NAME + " " + Version.number();
        private JsonElement image;
        private String calibrateBy = "";
        private boolean markedRods;
        private JsonObject calibration;
        private Seed seed;
        private String labelMap;
        private JsonObject analysis;
        private String goal = Stage.CT.name();
        private Map<String, Map<String, String>> keys = new LinkedHashMap<>();
        private String calibrationLine;
        private String calibrationPrint;
        private String labelsPrint;
        private Map<String, Object> row;
    }

    private final Path folder;
    private final Content content;

    private WorkFolder(Path folder, Content content) {
        this.folder = folder;
        this.content = content;
    }

    /**
     * Writes the state.
     *
     * @param image what whoever writes the CT needs to read it again
     * @throws InputException if the folder cannot be made or written to
     * @throws IOException if the disk is full or failing; a former state is then still whole
     */
    public static void write(Path folder, Work work, JsonElement image, Progress progress) throws IOException {
        ResultFiles.prepare(folder);
        Plan plan = work.plan();
        Content content = new Content();
        content.image = image;
        content.calibrateBy = plan.calibration().how().name();
        content.markedRods = plan.calibration().marked();
        content.calibration = CALIBRATION.toJson(plan.calibration().config());
        content.seed = plan.seed().orElse(null);
        content.labelMap = plan.labels().map(LabelSource::title).orElse(null);
        content.analysis = SETTINGS.toJson(plan.analysis());
        for (Stage stage : Stage.values()) {
            if (work.light(stage) == Light.DONE) {
                content.goal = stage.name();
                content.keys.put(stage.name(), work.done().get(stage).key().parts());
            }
        }
        work.current(Stage.CALIBRATE, Outcome.Calibrated.class).ifPresent(done -> {
            content.calibrationLine =
                    done.carried().map(SavedCalibration::toLine).orElse(null);
            content.calibrationPrint = done.fingerprint();
        });
        Optional<Outcome.Labelled> labelled = work.current(Stage.SEGMENT, Outcome.Labelled.class);
        if (labelled.isPresent()) {
            progress.report("Saving the labels", Double.NaN);
            Nifti.write(labelled.get().labels(), folder.resolve(LABELS), progress);
            content.labelsPrint = labelled.get().fingerprint();
        }
        work.current(Stage.RESULTS, Outcome.Finished.class)
                .ifPresent(done -> content.row = ResultRow.of(done.result()));
        // Last: what it names is there.
        SafeFiles.writeText(folder.resolve(FILE), GSON.toJson(content) + "\n");
    }

    /**
     * Reads a state.
     *
     * @throws InputException if the folder holds none, or it is damaged or of a later version
     */
    public static WorkFolder read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isReadable(file)) {
            throw InputException.of("The folder %s holds no %s: choose one that the workbench saved.", folder, FILE);
        }
        try {
            JsonObject root = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            Content content = GSON.fromJson(root, Content.class);
            if (content.format != FORMAT || content.analysis == null || content.calibration == null) {
                throw InputException.of(
                        "%s is of format %d and this program reads format %d: use the version that wrote it (%s).",
                        file, content.format, FORMAT, content.program);
            }
            return new WorkFolder(folder, content);
        } catch (JsonParseException | IllegalStateException e) {
            throw new InputException(file + " is damaged: " + e.getMessage() + ". Save the work again.", e);
        }
    }

    /** What was kept about the image. */
    public JsonElement image() {
        return content.image;
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /** Title of the label map that was used, where one was; it is in {@link #labelFile}. */
    public Optional<String> labelMap() {
        return Optional.ofNullable(content.labelMap);
    }

    /** The file of the labels, if there is one. */
    public Optional<Path> labelFile() {
        return Optional.of(folder.resolve(LABELS)).filter(file -> content.labelsPrint != null);
    }

    /** The stage up to which all was done. */
    public Stage goal() {
        return Stage.valueOf(content.goal);
    }

    /** The row of the results, column to text or number; empty if there were none. */
    public Optional<Map<String, Object>> row() {
        return Optional.ofNullable(content.row);
    }

    /**
     * Gives the state to a workbench: what was chosen, with calibration and labels as they were. Then {@link #goal} can be
     * run again.
     *
     * @param ct the CT that was opened again
     * @param labels the label map that was opened again, where one was used
     */
    public void restore(Workbench bench, CtSource ct, Optional<LabelSource> labels) throws IOException {
        CalibrationChoice choice = new CalibrationChoice(
                CalibrationChoice.How.valueOf(content.calibrateBy),
                CALIBRATION.fromJson(content.calibration.toString()),
                content.markedRods);
        Plan plan = new Plan(
                Optional.of(ct),
                choice,
                Optional.ofNullable(content.seed),
                labels,
                SETTINGS.fromJson(content.analysis.toString()));
        Map<Stage, Work.Done> done = new EnumMap<>(Stage.class);
        if (content.calibrationPrint != null) {
            Optional<SavedCalibration> line = Optional.ofNullable(content.calibrationLine)
                    .map(text -> SavedCalibration.ofJson(text, "The calibration in " + FILE));
            done.put(
                    Stage.CALIBRATE,
                    done(Stage.CALIBRATE, new Outcome.Calibrated(line, Optional.empty(), content.calibrationPrint)));
        }
        if (content.labelsPrint != null && labels.isEmpty()) {
            done.put(
                    Stage.SEGMENT,
                    done(
                            Stage.SEGMENT,
                            new Outcome.Labelled(
                                    Nifti.readLabels(folder.resolve(LABELS)).image(),
                                    Optional.empty(),
                                    content.labelsPrint)));
        }
        bench.restore(new Work(plan, Work.Seen.NOTHING, done, Map.of(), Optional.empty()));
    }

    private Work.Done done(Stage stage, Outcome outcome) {
        return new Work.Done(new Key(content.keys.getOrDefault(stage.name(), Map.of())), outcome, 0);
    }
}
