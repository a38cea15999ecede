package org.vertebrafe.benchmark;

import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.task.TaskService;
import org.vertebrafe.command.AnalyzeVertebra;
import org.vertebrafe.command.MapVertebra;
import org.vertebrafe.command.OverlayVertebraMap;
import org.vertebrafe.command.SectionVertebra;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.io.Nifti;

/** Many analyses in one JVM, and what each leaves behind. Run by scripts/soak. */
public final class Soak {

    private static final double MB = 1 << 20;
    private static final int WARM = 5;

    private final Context context =
            new Context(CommandService.class, ModuleService.class, LogService.class, TaskService.class);
    private final boolean screen = !GraphicsEnvironment.isHeadless();

    private Soak() {}

    /** Prints a line for each round and, at the end, how much the last rounds differ from the first warm one. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        new Soak().run(rounds, System.out);
        System.exit(0);
    }

    private void run(int rounds, PrintStream out) throws Exception {
        out.println("round  seconds  live heap MB  threads  images  windows  stiffness N/mm");
        double[] warm = null;
        double[] last = null;
        for (int round = 1; round <= rounds; round++) {
            long start = System.nanoTime();
            double stiffness = round();
            double seconds = (System.nanoTime() - start) * 1e-9;
            last = left();
            out.printf(
                    Locale.ROOT,
                    "%5d  %7.1f  %12.1f  %7.0f  %6.0f  %7.0f  %.6f%n",
                    round,
                    seconds,
                    last[0],
                    last[1],
                    last[2],
                    last[3],
                    stiffness);
            if (round == Math.min(WARM, rounds)) {
                warm = last;
            }
        }
        out.printf(
                Locale.ROOT,
                "Since round %d: live heap %+.1f MB, threads %+.0f, images %+.0f, windows %+.0f%n",
                Math.min(WARM, rounds),
                last[0] - warm[0],
                last[1] - warm[1],
                last[2] - warm[2],
                last[3] - warm[3]);
        context.dispose();
    }

    private double round() throws Exception {
        ImagePlus ct = VolumeImages.image(
                Nifti.readVolume(Path.of("test-images/synthetic-L2-ct.nii.gz")).image(),
                "ct",
                "HU",
                ColourTable.GRAYS,
                "");
        ImagePlus labels = VolumeImages.image(
                Nifti.readLabels(Path.of("test-images/synthetic-L2-labels.nii.gz"))
                        .image(),
                "labels",
                "");
        show(ct);
        ResultsTable table = ResultsTable.getResultsTable();
        table.reset();
        ImagePlus map = (ImagePlus) run(
                        AnalyzeVertebra.class,
                        Map.of("ct", ct, "labels", labels, "calibration", "b40f", "mesh", "tet10", "maps", "von-mises"))
                .getOutput("vonMisesMap");
        show(map);
        run(OverlayVertebraMap.class, Map.of("ct", ct, "map", map, "quantity", "hydrostatic"));
        ImagePlus section = (ImagePlus) run(SectionVertebra.class, Map.of("image", ct, "plane", "coronal"))
                .getOutput("section");
        show(section);
        ImagePlus stack = (ImagePlus) run(MapVertebra.class, Map.of("image", map, "quantity", "all in one hyperstack"))
                .getOutput("map");
        show(stack);
        double stiffness = table.getValue("Stiffness (N/mm)", 0);
        for (ImagePlus image : new ImagePlus[] {stack, section, map, ct, labels}) {
            image.changes = false;
            image.close();
        }
        return stiffness;
    }

    private void show(ImagePlus image) {
        if (screen) {
            image.show();
        }
    }

    private Module run(Class<? extends Command> command, Map<String, Object> inputs) throws Exception {
        return context.service(ModuleService.class)
                .run(context.service(CommandService.class).getCommand(command), true, new HashMap<>(inputs))
                .get();
    }

    /** Live heap, MB, threads, open images, windows that are shown. */
    private double[] left() throws InterruptedException {
        if (screen) {
            try {
                java.awt.EventQueue.invokeAndWait(() -> {});
            } catch (java.lang.reflect.InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        Runtime runtime = Runtime.getRuntime();
        long windows = screen
                ? Stream.of(Window.getWindows()).filter(Window::isShowing).count()
                : 0;
        return new double[] {
            (runtime.totalMemory() - runtime.freeMemory()) / MB,
            ManagementFactory.getThreadMXBean().getThreadCount(),
            WindowManager.getImageCount(),
            windows
        };
    }
}
