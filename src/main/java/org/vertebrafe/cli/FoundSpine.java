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
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.io.SafeFiles;
import org.vertebrafe.segmentation.oneclick.FoundBody;
import org.vertebrafe.segmentation.oneclick.SpineFinder;

/**
 * The vertebrae that were found in a CT, listed for people and programs.
 *
 * @param grid of the CT
 * @param bodies from the top
 * @param names their levels as somebody told them, or none
 */
record FoundSpine(VoxelGrid grid, List<FoundBody> bodies, List<String> names) {

    /** @throws InputException if there is no vertebra, or the level told cannot be */
    static FoundSpine of(Volume ct, Pick pick, TaskExecutor threads, Progress progress) {
        List<FoundBody> found = SpineFinder.find(ct, threads, progress);
        if (found.isEmpty()) {
            throw new InputException(
                    "No vertebral body was found. Check that the image is a CT of the spine in HU and oriented"
                            + " (superior, posterior), or give a point in a body with --seed.");
        }
        return new FoundSpine(ct.grid(), found, pick.names(found.size()));
    }

    /** The level as given, or "?". */
    String level(FoundBody body) {
        return names.isEmpty() ? "?" : names.get(body.fromTop() - 1);
    }

    String title(FoundBody body) {
        return body.label() + (names.isEmpty() ? "" : ", " + level(body) + " as given");
    }

    /** Short, for names of vertebrae and folders: the level as given, or the number from the top. */
    String id(FoundBody body) {
        return names.isEmpty() ? "vertebra-" + body.fromTop() : level(body);
    }

    void print(PrintWriter terminal) {
        terminal.printf(
                "  %-3s %-6s %-16s %-24s %-16s %-11s%n",
                "No.", "Level", "Voxel", "Middle, LPS mm", "Size, mm", "Confidence");
        for (FoundBody body : bodies) {
            terminal.printf(
                    Locale.ROOT,
                    "  %-3d %-6s %-16s %-24s %-16s %.2f%s%n",
                    body.fromTop(),
                    level(body),
                    words("%.0f,%.0f,%.0f", grid.toVoxel(body.centre())),
                    words("%.1f,%.1f,%.1f", body.centre()),
                    String.format(Locale.ROOT, "%.0f x %.0f x %.0f", body.width(), body.depth(), body.height()),
                    body.confidence(),
                    body.complete() ? "" : "  cut off by the image");
        }
        terminal.flush();
    }

    private static String words(String format, Vec3 v) {
        return String.format(Locale.ROOT, format, v.x(), v.y(), v.z());
    }

    /**
     * Writes the list as JSON.
     *
     * @param key what was done with the vertebrae
     * @param outcome and what came of it, by number from the top
     */
    void write(Path json, String key, Map<Integer, String> outcome) throws IOException {
        List<Map<String, Object>> list = new ArrayList<>();
        for (FoundBody body : bodies) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("numberFromTop", body.fromTop());
            one.put("label", body.label());
            if (!names.isEmpty()) {
                one.put("levelAsGiven", level(body));
            }
            one.put("seed_mm", numbers(body.centre()));
            one.put("seed_voxel", numbers(grid.toVoxel(body.centre())));
            one.put("superior", numbers(body.superior()));
            one.put("size_mm", new double[] {body.width(), body.depth(), body.height()});
            one.put("confidence", body.confidence());
            one.put("complete", body.complete());
            if (outcome.containsKey(body.fromTop())) {
                one.put(key, outcome.get(body.fromTop()));
            }
            list.add(one);
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("program", Version.NAME + " " + Version.number());
        report.put("vertebrae", list);
        if (json.toAbsolutePath().getParent() != null) {
            Files.createDirectories(json.toAbsolutePath().getParent());
        }
        SafeFiles.writeText(
                json,
                new GsonBuilder()
                                .setPrettyPrinting()
                                .disableHtmlEscaping()
                                .create()
                                .toJson(report) + "\n");
    }

    private static double[] numbers(Vec3 v) {
        return new double[] {v.x(), v.y(), v.z()};
    }
}
