package org.vertebrafe.study.cohort;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.base.Version;

/**
 * One vertebra of a cohort as text, to be computed in another process or on another machine that sees the same files
 * under the same names, and its answer as text. The numbers are those that the table gets without the detour.
 */
public final class VertebraTask {

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    private static final String KEY = "key";

    private VertebraTask() {}

    static String of(CohortRow row, AnalysisConfig config, String key) {
        JsonObject json = new JsonObject();
        json.addProperty("program", Version.NAME + " " + Version.number());
        json.addProperty(KEY, key);
        json.addProperty("number", row.number());
        json.addProperty("id", row.id());
        json.addProperty("level", row.level());
        json.addProperty("kernel", row.kernel());
        json.addProperty("image", row.image().toAbsolutePath().toString());
        row.labels()
                .ifPresent(
                        path -> json.addProperty("labels", path.toAbsolutePath().toString()));
        row.bodyMask()
                .ifPresent(path ->
                        json.addProperty("body_mask", path.toAbsolutePath().toString()));
        row.seed().ifPresent(seed -> {
            json.addProperty("x", seed.x());
            json.addProperty("y", seed.y());
            json.addProperty("z", seed.z());
        });
        json.addProperty("calibration", row.calibration());
        json.add("configuration", SETTINGS.toJson(config));
        return json.toString();
    }

    /** A vertebra with its own key. */
    public static String of(CohortRow row, AnalysisConfig config, CohortImages images) {
        return of(row, config, InputKey.orRefused(row, config, images));
    }

    /**
     * The key of what is computed of several vertebrae.
     *
     * @param what is computed of them
     * @throws InputException if a file is missing or cannot be read
     */
    public static String keyOf(String what, List<CohortRow> rows, AnalysisConfig config, CohortImages images) {
        return InputKey.ofKeys(
                what,
                rows.stream()
                        .map(row -> InputKey.orRefused(row, config, images))
                        .toList());
    }

    /**
     * Computes a task.
     *
     * @param task as the cohort gave it
     * @param images reads the files
     * @param threads of the machine that computes; the answer does not depend on how many
     * @return the answer for the cohort; also where the vertebra failed
     */
    public static String run(String task, CohortImages images, TaskExecutor threads) {
        return answer(() -> open(task, images, threads).run());
    }

    /** The answer of a worker: what this gives, or why it fails. */
    public static String answer(VertebraOutcome.Work work) {
        return VertebraOutcome.of(work).toText();
    }

    /**
     * The vertebra of a task.
     *
     * @throws InputException if the worker is of another version or sees other files
     * @throws IOException if files cannot be read
     */
    public static VertebraJob open(String task, CohortImages images, TaskExecutor threads) throws IOException {
        JsonObject json = JsonParser.parseString(task).getAsJsonObject();
        AnalysisConfig config = SETTINGS.fromJson(json.get("configuration").toString());
        CohortRow row = row(json);
        requireSame(json, row, config, images);
        return new VertebraJob(row, config, images, threads, Progress.NONE);
    }

    /** Another version, or another file under the name, must not become a result under this key. */
    private static void requireSame(JsonObject json, CohortRow row, AnalysisConfig config, CohortImages images)
            throws IOException {
        String here = Version.NAME + " " + Version.number();
        if (!json.get("program").getAsString().equals(here)) {
            throw InputException.of(
                    "The worker runs %s, the cohort %s: use one version everywhere.",
                    here, json.get("program").getAsString());
        }
        if (!InputKey.of(row, config, images).equals(json.get(KEY).getAsString())) {
            throw InputException.of(
                    "%s or what belongs to it is another file on the worker: all must see the same folders.",
                    row.image());
        }
    }

    private static CohortRow row(JsonObject json) {
        return new CohortRow(
                json.get("number").getAsInt(),
                json.get("id").getAsString(),
                "",
                "",
                "",
                json.get("level").getAsString(),
                json.get("kernel").getAsString(),
                Path.of(json.get("image").getAsString()),
                path(json, "labels"),
                path(json, "body_mask"),
                json.has("x")
                        ? Optional.of(new Vec3(
                                json.get("x").getAsDouble(),
                                json.get("y").getAsDouble(),
                                json.get("z").getAsDouble()))
                        : Optional.empty(),
                json.get("calibration").getAsString(),
                Double.NaN);
    }

    private static Optional<Path> path(JsonObject json, String name) {
        return json.has(name) ? Optional.of(Path.of(json.get(name).getAsString())) : Optional.empty();
    }
}
