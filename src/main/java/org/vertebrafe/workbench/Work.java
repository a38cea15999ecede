package org.vertebrafe.workbench;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vertebrafe.analysis.CalibrationConfig;
import org.vertebrafe.analysis.Settings;

/**
 * The state of the work at one moment: what is wanted, what is open, what was done. A value; how it stands with each stage
 * follows from it.
 */
public final class Work {

    private static final Settings<CalibrationConfig> CALIBRATION = Settings.of(CalibrationConfig.class);

    /** Nothing is done yet. */
    public static final Work EMPTY = new Work(Plan.EMPTY, Seen.NOTHING, Map.of(), Map.of(), Optional.empty());

    /**
     * What was done.
     *
     * @param key with what
     * @param outcome what it gave
     * @param seconds how long it took
     */
    public record Done(Key key, Outcome outcome, double seconds) {}

    /**
     * Why a stage could not be done.
     *
     * @param key with what it was tried
     * @param reason for the user, with the remedy
     */
    public record Failure(Key key, String reason) {}

    /**
     * The open images.
     *
     * @param ct fingerprint of the CT; empty if there is none
     * @param labels fingerprint of the label map; empty if there is none
     * @param carried fingerprint of the calibration that travels with the CT; empty if there is none
     * @param rods fingerprint of the rods that a person marked; empty if there are none
     * @param problem why the CT cannot be read, for the user; empty if it can
     * @param labelProblem the same of the label map
     */
    public record Seen(String ct, String labels, String carried, String rods, String problem, String labelProblem) {

        /** No image. */
        public static final Seen NOTHING = new Seen("", "", "", "", "", "");
    }

    private final Plan plan;
    private final Seen seen;
    private final Map<Stage, Done> done;
    private final Map<Stage, Failure> failed;
    private final Optional<Stage> running;
    private final Map<Stage, Key> keys = new EnumMap<>(Stage.class);
    private final Map<Stage, StageStatus> statuses = new EnumMap<>(Stage.class);

    /**
     * @param plan what is wanted
     * @param seen the images as they were when last looked at
     * @param done stages that were done, with what
     * @param failed stages that could not be done, with what and why
     * @param running the stage that is being done
     */
    Work(Plan plan, Seen seen, Map<Stage, Done> done, Map<Stage, Failure> failed, Optional<Stage> running) {
        this.plan = plan;
        this.seen = seen;
        this.done = Collections.unmodifiableMap(copy(done));
        this.failed = Collections.unmodifiableMap(copy(failed));
        this.running = running;
        // In their order: each depends on those before it only.
        for (Stage stage : Stage.values()) {
            statuses.put(stage, judged(stage));
        }
    }

    /** What is wanted. */
    public Plan plan() {
        return plan;
    }

    /** The images as they were when last looked at. */
    public Seen seen() {
        return seen;
    }

    /** Stages that were done, with what. */
    public Map<Stage, Done> done() {
        return done;
    }

    /** The stage that is being done. */
    public Optional<Stage> running() {
        return running;
    }

    private static <V> Map<Stage, V> copy(Map<Stage, V> map) {
        Map<Stage, V> copy = new EnumMap<>(Stage.class);
        copy.putAll(map);
        return copy;
    }

    Work with(Plan other, Seen now) {
        return new Work(other, now, done, failed, running);
    }

    Work starting(Stage stage) {
        return new Work(plan, seen, done, failed, Optional.of(stage));
    }

    Work stopped() {
        return new Work(plan, seen, done, failed, Optional.empty());
    }

    Work with(Stage stage, Done what) {
        Map<Stage, Done> more = copy(done);
        more.put(stage, what);
        Map<Stage, Failure> fewer = copy(failed);
        fewer.remove(stage);
        return new Work(plan, seen, more, fewer, Optional.empty());
    }

    Work with(Stage stage, Failure why) {
        Map<Stage, Failure> more = copy(failed);
        more.put(stage, why);
        return new Work(plan, seen, done, more, Optional.empty());
    }

    /** What a stage gave, of a type, whether it is up to date or not. */
    public <O extends Outcome> Optional<O> outcome(Stage stage, Class<O> type) {
        return Optional.ofNullable(done.get(stage)).map(Done::outcome).map(type::cast);
    }

    /** What a stage gave, if it is up to date. */
    public <O extends Outcome> Optional<O> current(Stage stage, Class<O> type) {
        return light(stage) == Light.DONE ? outcome(stage, type) : Optional.empty();
    }

    /** The state of a stage. */
    public Light light(Stage stage) {
        return status(stage).light();
    }

    /** The state of a stage, and why it is so. */
    public StageStatus status(Stage stage) {
        return statuses.get(stage);
    }

    private StageStatus judged(Stage stage) {
        String missing = missing(stage);
        if (missing.isEmpty()) {
            keys.put(stage, made(stage));
        }
        if (running.isPresent() && running.get() == stage) {
            return new StageStatus(Light.RUNNING, "");
        }
        Done was = done.get(stage);
        if (!missing.isEmpty()) {
            boolean lost = stage == Stage.CT && !seen.problem.isEmpty();
            return new StageStatus(lost ? Light.FAILED : was == null ? Light.TO_DO : Light.STALE, missing);
        }
        Key key = keys.get(stage);
        if (was != null && was.key.equals(key)) {
            return new StageStatus(Light.DONE, "");
        }
        Failure failure = failed.get(stage);
        if (failure != null && failure.key.equals(key)) {
            return new StageStatus(Light.FAILED, failure.reason);
        }
        return was == null ? new StageStatus(Light.TO_DO, "") : new StageStatus(Light.STALE, key.difference(was.key));
    }

    /** What has to be there before a stage can be done, in a sentence; empty if all is there. */
    String missing(Stage stage) {
        String own = ownMissing(stage);
        if (!own.isEmpty()) {
            return own;
        }
        List<Stage> before = stage.needs().stream()
                .filter(needed -> light(needed) != Light.DONE)
                .toList();
        if (before.isEmpty()) {
            return "";
        }
        String names = String.join(", ", before.stream().map(Stage::title).toList());
        return done.containsKey(stage) ? names + " has to be done again first." : "First: " + names + ".";
    }

    /** What a person still has to choose in the stage itself. */
    String ownMissing(Stage stage) {
        return switch (stage) {
            case CT -> !seen.problem.isEmpty()
                    ? seen.problem
                    : plan.ct().isEmpty() ? "No CT is chosen: open one, or choose one that is open." : "";
            case SEGMENT -> plan.labels().isPresent()
                    ? seen.labelProblem
                    : plan.seed().isEmpty()
                            ? "No point yet: click into the middle of the vertebral body in the CT."
                            : "";
            default -> "";
        };
    }

    /** All that a stage's outcome depends on; empty as long as something is missing. */
    public Optional<Key> key(Stage stage) {
        return Optional.ofNullable(keys.get(stage));
    }

    private Key made(Stage stage) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (Stage needed : stage.needs()) {
            parts.put(needed.name(), done.get(needed).outcome.fingerprint());
        }
        own(stage, parts);
        Map<String, Object> values = Plan.values(plan.effective());
        stage.reads().forEach(name -> parts.put(name, values.get(name).toString()));
        return new Key(parts);
    }

    private void own(Stage stage, Map<String, String> parts) {
        switch (stage) {
            case CT -> parts.put(Stage.CT.name(), seen.ct);
            case CALIBRATE -> calibration(parts);
            case SEGMENT -> {
                if (plan.labels().isPresent()) {
                    parts.put("Label map", seen.labels);
                } else {
                    parts.put("Point", plan.seed().orElseThrow().text());
                }
            }
            default -> {
                // Settings only.
            }
        }
    }

    private void calibration(Map<String, String> parts) {
        CalibrationChoice choice = plan.calibration();
        if (!plan.hounsfield()) {
            parts.put("Calibration", "none: the image holds density");
            parts.put("Calibration that travels with the image", seen.carried);
            return;
        }
        parts.put("Calibration", choice.how().id());
        switch (choice.how()) {
            case IMAGE -> parts.put("Calibration that travels with the image", seen.carried);
            case CUSTOM -> {
                Map<String, Object> values = Plan.values(plan.effective());
                for (String name : new String[] {"calibrationSlope", "calibrationIntercept", "densityKind"}) {
                    parts.put(name, values.get(name).toString());
                }
                parts.put("Calibration that travels with the image", seen.carried);
            }
            default -> {
                CALIBRATION.values(choice.config()).forEach((name, value) -> {
                    if (!name.equals("method")) {
                        parts.put(name, value.toString());
                    }
                });
                if (choice.marked()) {
                    parts.put("Rods", seen.rods);
                }
            }
        }
    }
}
