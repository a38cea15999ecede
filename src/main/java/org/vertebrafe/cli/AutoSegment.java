package org.vertebrafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Volume;
import org.vertebrafe.segmentation.oneclick.FoundBody;
import org.vertebrafe.segmentation.oneclick.Segmentation;
import org.vertebrafe.segmentation.oneclick.Start;

/** {@code vertebrafe segment --auto}: finds the vertebral bodies, lists them and segments those chosen. */
final class AutoSegment {

    private static final String OUTCOME = "segmentation";

    /** Segments from a point and writes the labels to a file. */
    @FunctionalInterface
    interface Segmenter {
        Segmentation segment(LabelFiles files, Start start) throws IOException;
    }

    private final PrintWriter terminal;
    private final LabelFiles out;
    private final Pick pick;

    AutoSegment(PrintWriter terminal, LabelFiles out, Pick pick) {
        this.terminal = terminal;
        this.out = out;
        this.pick = pick;
    }

    void run(Volume ct, Segmenter segmenter, TaskExecutor threads, Progress progress) throws IOException {
        FoundSpine spine = FoundSpine.of(ct, pick, threads, progress);
        spine.print(terminal);
        if (pick.isNone()) {
            list(spine, Map.of());
        } else if (pick.isAll()) {
            all(spine, segmenter);
        } else {
            int number = pick.number(spine.bodies().size());
            segmenter.segment(
                    out, new Start.Point(spine.bodies().get(number - 1).centre()));
        }
        terminal.flush();
    }

    private void list(FoundSpine spine, Map<Integer, String> outcome) throws IOException {
        spine.write(out.report(), OUTCOME, outcome);
        terminal.printf("  %-22s %s%n", "List", out.report());
    }

    private void all(FoundSpine spine, Segmenter segmenter) throws IOException {
        Map<Integer, String> outcome = new LinkedHashMap<>();
        for (FoundBody body : spine.bodies()) {
            terminal.printf("%n%s%n", spine.title(body));
            LabelFiles files = numbered(body.fromTop());
            try {
                Segmentation result = segmenter.segment(files, new Start.Point(body.centre()));
                outcome.put(
                        body.fromTop(),
                        result.quality().verdict().name().toLowerCase(Locale.ROOT) + ": "
                                + files.labels().getFileName());
            } catch (InputException e) {
                outcome.put(body.fromTop(), "refused: " + e.getMessage());
                terminal.printf("  %-22s %s%n", "Refused", e.getMessage());
            }
        }
        terminal.println();
        list(spine, outcome);
    }

    private LabelFiles numbered(int number) {
        String name = out.labels().getFileName().toString();
        int dot = name.toLowerCase(Locale.ROOT).lastIndexOf(".nii");
        Path file = out.labels().resolveSibling(name.substring(0, dot) + "-" + number + name.substring(dot));
        return LabelFiles.of(file);
    }
}
