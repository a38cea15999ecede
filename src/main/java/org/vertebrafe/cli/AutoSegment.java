package org.vertebrafe.cli;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.base.Version;
import org.vertebrafe.image.Volume;
import org.vertebrafe.io.SafeFiles;
import org.vertebrafe.segmentation.SpineLevels;
import org.vertebrafe.segmentation.oneclick.FoundBody;
import org.vertebrafe.segmentation.oneclick.Segmentation;
import org.vertebrafe.segmentation.oneclick.SpineFinder;

/** {@code vertebrafe segment --auto}: finds the vertebral bodies, lists them and segments those chosen. */
final class AutoSegment {

    private static final String ALL = "all";

    /** Segments from a point and writes the labels to a file. */
    @FunctionalInterface
    interface Segmenter {
        Segmentation segment(LabelFiles files, Vec3 point) throws IOException;
    }

    private final PrintWriter terminal;
    private final LabelFiles out;
    private final String pick;
    private final String level;

    AutoSegment(PrintWriter terminal, LabelFiles out, String pick, String level) {
        this.terminal = terminal;
        this.out = out;
        this.pick = pick;
        this.level = level;
    }

    void run(Volume ct, Segmenter segmenter, TaskExecutor threads, Progress progress) throws IOException {
        if (pick != null && !pick.equals(ALL) && !pick.matches("\\d{1,2}")) {
            throw InputException.of("--pick %s: give the number of a vertebra from the top, or all.", pick);
        }
        if (level != null && !level.matches("\\d{1,2}=[^=]+")) {
            throw InputException.of(
                    "--level %s: give the number from the top and the level, for instance 3=L2.", level);
        }
        List<FoundBody> found = SpineFinder.find(ct, threads, progress);
        if (found.isEmpty()) {
            throw new InputException(
                    "No vertebral body was found. Check that the image is a CT of the spine in HU and oriented"
                            + " (superior, posterior), or give a point in a body with --seed.");
        }
        List<String> names = names(found.size());
        print(ct, found, names);
        if (pick == null) {
            write(out.report(), list(ct, found, names, Map.of()));
            terminal.printf("  %-22s %s%n", "List", out.report());
        } else if (pick.equals(ALL)) {
            all(ct, found, names, segmenter);
        } else {
            int number = Integer.parseInt(pick);
            if (number < 1 || number > found.size()) {
                throw InputException.of(
                        "--pick %d: %d vertebrae were found. Give a number from 1 to %d, 1 is the topmost.",
                        number, found.size(), found.size());
            }
            segmenter.segment(out, found.get(number - 1).centre());
        }
        terminal.flush();
    }

    private void all(Volume ct, List<FoundBody> found, List<String> names, Segmenter segmenter) throws IOException {
        Map<Integer, String> outcome = new LinkedHashMap<>();
        for (FoundBody body : found) {
            terminal.printf("%n%s%n", title(body, names));
            LabelFiles files = numbered(body.fromTop());
            try {
                Segmentation result = segmenter.segment(files, body.centre());
                outcome.put(
                        body.fromTop(),
                        result.quality().verdict().name().toLowerCase(Locale.ROOT) + ": "
                                + files.labels().getFileName());
            } catch (InputException e) {
                outcome.put(body.fromTop(), "refused: " + e.getMessage());
                terminal.printf("  %-22s %s%n", "Refused", e.getMessage());
            }
        }
        write(out.report(), list(ct, found, names, outcome));
        terminal.printf("%n  %-22s %s%n", "List", out.report());
    }

    private List<String> names(int count) {
        if (level == null) {
            return List.of();
        }
        String[] parts = level.split("=");
        return SpineLevels.count(count, Integer.parseInt(parts[0]), parts[1]);
    }

    private static String title(FoundBody body, List<String> names) {
        return body.label() + (names.isEmpty() ? "" : ", " + names.get(body.fromTop() - 1) + " as given");
    }

    private LabelFiles numbered(int number) {
        String name = out.labels().getFileName().toString();
        int dot = name.toLowerCase(Locale.ROOT).lastIndexOf(".nii");
        return LabelFiles.of(out.labels().resolveSibling(name.substring(0, dot) + "-" + number + name.substring(dot)));
    }

    private void print(Volume ct, List<FoundBody> found, List<String> names) {
        terminal.printf(
                "  %-3s %-6s %-16s %-24s %-16s %-11s%n",
                "No.", "Level", "Voxel", "Middle, LPS mm", "Size, mm", "Confidence");
        for (FoundBody body : found) {
            Vec3 v = ct.grid().toVoxel(body.centre());
            terminal.printf(
                    Locale.ROOT,
                    "  %-3d %-6s %-16s %-24s %-16s %.2f%s%n",
                    body.fromTop(),
                    names.isEmpty() ? "?" : names.get(body.fromTop() - 1),
                    String.format(Locale.ROOT, "%.0f,%.0f,%.0f", v.x(), v.y(), v.z()),
                    String.format(
                            Locale.ROOT,
                            "%.1f,%.1f,%.1f",
                            body.centre().x(),
                            body.centre().y(),
                            body.centre().z()),
                    String.format(Locale.ROOT, "%.0f x %.0f x %.0f", body.width(), body.depth(), body.height()),
                    body.confidence(),
                    body.complete() ? "" : "  cut off by the image");
        }
    }

    private static Map<String, Object> list(
            Volume ct, List<FoundBody> found, List<String> names, Map<Integer, String> outcome) {
        List<Map<String, Object>> bodies = new ArrayList<>();
        for (FoundBody body : found) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("numberFromTop", body.fromTop());
            one.put("label", body.label());
            if (!names.isEmpty()) {
                one.put("levelAsGiven", names.get(body.fromTop() - 1));
            }
            one.put("seed_mm", numbers(body.centre()));
            one.put("seed_voxel", numbers(ct.grid().toVoxel(body.centre())));
            one.put("superior", numbers(body.superior()));
            one.put("size_mm", new double[] {body.width(), body.depth(), body.height()});
            one.put("confidence", body.confidence());
            one.put("complete", body.complete());
            if (outcome.containsKey(body.fromTop())) {
                one.put("segmentation", outcome.get(body.fromTop()));
            }
            bodies.add(one);
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("program", Version.NAME + " " + Version.number());
        report.put("vertebrae", bodies);
        return report;
    }

    private static double[] numbers(Vec3 v) {
        return new double[] {v.x(), v.y(), v.z()};
    }

    private static void write(Path json, Map<String, Object> report) throws IOException {
        if (json.toAbsolutePath().getParent() != null) {
            Files.createDirectories(json.toAbsolutePath().getParent());
        }
        SafeFiles.writeText(json, json(report));
    }

    static String json(Map<String, Object> report) {
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(report) + "\n";
    }
}
