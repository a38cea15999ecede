package org.vertebrafe.imagej.view3d;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.ValueRange;
import org.vertebrafe.mesh.Skin;

/**
 * Times the pictures of a block of bricks as it is turned: argument 1 is how many bricks along an edge, 2 and 3 the size in
 * pixels. 129 bricks have 199,692 facets.
 */
final class FrameRate {

    private static final int WARM = 60;
    private static final int FRAMES = 120;

    private FrameRate() {}

    public static void main(String[] arguments) {
        int n = Integer.parseInt(arguments[0]);
        int width = Integer.parseInt(arguments[1]);
        int height = Integer.parseInt(arguments[2]);
        Model3D model = Models.onElements(Models.bricks(n), p -> Math.sin(p.x()) * Math.sin(p.y()) + p.z() / n);
        long start = System.nanoTime();
        Scene scene = new Scene(model);
        double prepared = (System.nanoTime() - start) * 1e-6;
        View view = new View(
                model.fields().get(0),
                false,
                0,
                Optional.empty(),
                true,
                ColourTable.HEAT,
                new ValueRange(-1, 2),
                Snapshot.fitted(scene, Camera.of("oblique", 1), width, height));
        Renderer renderer = new Renderer(scene);
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            report("turned", renderer, view, width, height, threads);
            report(
                    "turned and cut",
                    renderer,
                    view.with(Optional.of(new Cut(new Vec3(1, 0, 0), 0))),
                    width,
                    height,
                    threads);
        }
        print("%d facets, scene prepared in %.0f ms%n", Skin.of(model.mesh()).triangles(), prepared);
    }

    private static void report(String what, Renderer renderer, View view, int width, int height, TaskExecutor threads) {
        double[] ms = new double[FRAMES];
        for (int i = -WARM; i < FRAMES; i++) {
            long start = System.nanoTime();
            renderer.render(view.with(view.camera().turned(3 * i, i)), width, height, 1, threads);
            if (i >= 0) {
                ms[i] = (System.nanoTime() - start) * 1e-6;
            }
        }
        Arrays.sort(ms);
        print(
                "%s: median %.1f ms, slowest of 20 %.1f ms: %.0f frames a second%n",
                what, ms[FRAMES / 2], ms[FRAMES * 19 / 20], 1000 / ms[FRAMES / 2]);
    }

    private static void print(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format, arguments);
    }
}
