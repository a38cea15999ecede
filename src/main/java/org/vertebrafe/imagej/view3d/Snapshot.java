package org.vertebrafe.imagej.view3d;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.ValueRange;

/** Pictures of a model without a window. */
public final class Snapshot {

    /** Part of the room that the model fills. */
    private static final double FILLED = 0.94;
    /** Room for the legend, in its units. */
    private static final double LEGEND = 12;

    private static final int SMOOTHING = 3;
    private static final int LEAST = 200;
    private static final int MOST = 4000;

    /**
     * What is shown and how.
     *
     * @param quantity name of a field of the model, or how it begins
     * @param colours colour table; empty for the one that suits the quantity
     * @param range values of the first and last colour; empty for the range that suits the quantity
     * @param view oblique, anterior, posterior, left, right, superior or inferior
     * @param cut none, sagittal, coronal or axial
     * @param cutAt where the plane lies: 0 cuts nothing away, 0.5 is the middle, 1 all
     * @param deformation factor of the displacements; 0 for none
     * @param lines whether the sides of elements are drawn
     * @param width pixels
     * @param height pixels
     */
    public record Request(
            String quantity,
            Optional<ColourTable> colours,
            Optional<ValueRange> range,
            String view,
            String cut,
            double cutAt,
            double deformation,
            boolean lines,
            int width,
            int height) {

        public Request {
            if (width < LEAST || width > MOST || height < LEAST || height > MOST) {
                throw InputException.of(
                        "Picture of %d x %d pixels: each side must be %d..%d pixels.", width, height, LEAST, MOST);
            }
            if (!(cutAt >= 0 && cutAt <= 1)) {
                throw InputException.of("Cut at %s: must be 0 (nothing cut away) to 1 (all).", cutAt);
            }
            if (!(Math.abs(deformation) <= 1e6)) {
                throw InputException.of("Deformation factor %s: must lie within +-1000000.", deformation);
            }
        }
    }

    private Snapshot() {}

    /** One picture. */
    public static BufferedImage of(Model3D model, Request request, TaskExecutor threads) {
        Renderer renderer = new Renderer(new Scene(model));
        return picture(renderer, view(renderer.scene(), request), request.width(), request.height(), threads);
    }

    /**
     * A turn about the patient's long axis.
     *
     * @param steps how many pictures a turn
     */
    public static List<BufferedImage> turntable(
            Model3D model, Request request, int steps, TaskExecutor threads, Progress progress) {
        if (steps < 2 || steps > 720) {
            throw InputException.of("Turntable of %d pictures: must be 2..720.", steps);
        }
        Renderer renderer = new Renderer(new Scene(model));
        View fixed = view(renderer.scene(), request);
        View view = fixed.with(roomy(renderer.scene(), fixed.camera(), request.width(), request.height()));
        List<BufferedImage> pictures = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            progress.checkCancelled();
            progress.report("Turning", i / (double) steps);
            View turned = view.with(view.camera().spun(360.0 * i / steps));
            pictures.add(picture(renderer, turned, request.width(), request.height(), threads));
        }
        return pictures;
    }

    static BufferedImage picture(Renderer renderer, View view, int width, int height, TaskExecutor threads) {
        BufferedImage picture = renderer.render(view, width, height, SMOOTHING, threads);
        Graphics2D g = picture.createGraphics();
        Legend.paint(g, view, width, height, unit(width, height));
        g.dispose();
        return picture;
    }

    static double unit(int width, int height) {
        return Math.max(7, Math.min(width, height) / 70.0);
    }

    private static View view(Scene scene, Request request) {
        View plain = view(scene, request.quantity(), request.range(), request.deformation());
        return new View(
                plain.field(),
                plain.smooth(),
                plain.deformation(),
                cut(scene, request.cut(), request.cutAt()),
                request.lines(),
                request.colours().orElse(plain.colours()),
                plain.range(),
                fitted(scene, Camera.of(request.view(), 1), request.width(), request.height()));
    }

    /**
     * A model as it is seen where nobody says otherwise.
     *
     * @param range values of the first and last colour; empty for the range that suits the quantity
     * @throws InputException if it has no such quantity, or is to be deformed and holds no displacements
     */
    static View view(Scene scene, String quantity, Optional<ValueRange> range, double deformation) {
        Model3D.Scalar field = scene.model().field(quantity);
        if (deformation != 0 && scene.model().displacement().isEmpty()) {
            throw InputException.of(
                    "%s holds no displacements: set the deformation to 0.",
                    scene.model().title());
        }
        return new View(
                field,
                scene.smoothByDefault(),
                deformation,
                Optional.empty(),
                false,
                field.colours(),
                range.orElseGet(field::range),
                Camera.of("oblique", 1));
    }

    /** The camera with the scale and place at which the whole model is seen beside the legend. */
    static Camera fitted(Scene scene, Camera camera, int width, int height) {
        double unit = unit(width, height);
        double legend = LEGEND * unit;
        double left = -scene.extent(camera.right().times(-1));
        double right = scene.extent(camera.right());
        double low = -scene.extent(camera.up().times(-1));
        double high = scene.extent(camera.up());
        double scale = FILLED * Math.min((width - legend) / (right - left), (height - legend) / (high - low));
        return new Camera(
                camera.right(), camera.up(), scale, -scale * (left + right) / 2 - legend / 4, scale * (low + high) / 2);
    }

    /** The camera with which the model stays in the picture while it is spun. */
    private static Camera roomy(Scene scene, Camera camera, int width, int height) {
        double room = Math.min(width, height) - LEGEND * unit(width, height);
        return new Camera(camera.right(), camera.up(), FILLED * room / (2 * scene.radius()), 0, 0);
    }

    /** Cuts take away the left half, the front or the top. */
    static Optional<Cut> cut(Scene scene, String kind, double at) {
        Vec3 normal =
                switch (kind.toLowerCase(Locale.ROOT)) {
                    case "none" -> null;
                    case "sagittal" -> new Vec3(1, 0, 0);
                    case "coronal" -> new Vec3(0, -1, 0);
                    case "axial" -> new Vec3(0, 0, 1);
                    default -> throw InputException.of(
                            "Cut \"%s\" is not known; choose one of: none, sagittal, coronal, axial.", kind);
                };
        if (normal == null) {
            return Optional.empty();
        }
        double far = scene.extent(normal);
        double near = -scene.extent(normal.times(-1));
        return Optional.of(new Cut(normal, far + at * (near - far)));
    }
}
