package org.vertebrafe.imagej;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.mesh.Mesh;

/** The pictures of a result: the three midplanes of the vertebra in its own frame, image in grey, quantity in colour. */
public final class ResultPictures {

    /** Grey window for images of density, mg/cm3: marrow dark, cortex bright. */
    private static final ValueRange DENSITY_WINDOW = new ValueRange(-300, 900);

    /** The quantities that are pictured. */
    private static final List<MapQuantity> QUANTITIES = List.of(MapQuantity.VON_MISES, MapQuantity.MODULUS);

    private ResultPictures() {}

    /**
     * Writes {@code montage-QUANTITY.png} of stress and modulus into a folder.
     *
     * @return the files
     */
    public static List<Path> write(AnalysisResult result, Path folder) {
        return QUANTITIES.stream()
                .map(quantity -> {
                    Path file = folder.resolve("montage-" + quantity.id() + ".png");
                    Montage.write(midplanes(result, quantity), file);
                    return file;
                })
                .toList();
    }

    /**
     * Draws a quantity on the sagittal, coronal and axial plane through the middle of the vertebral body, along the
     * vertebra's own axes. Each pixel has the value of the element it lies in.
     */
    public static BufferedImage midplanes(AnalysisResult result, MapQuantity quantity) {
        MontageStyle style = MontageStyle.of(quantity, floats(result.elementValues(quantity)));
        return Montage.render(
                result.image(),
                plane -> result.map(quantity, result.locate(plane, TaskExecutors.singleThreaded())),
                Axes.of(result.frame()),
                nodes(result.mesh()),
                result.frame().bodyCentre(),
                style.withCtRange(window(result)));
    }

    /** The grey window that suits the image of a result, in its unit. */
    public static ValueRange window(AnalysisResult result) {
        return result.config().input().equals("density") ? DENSITY_WINDOW : MontageStyle.BONE_WINDOW;
    }

    /** The nodes of a mesh as points. */
    public static Iterable<Vec3> nodes(Mesh mesh) {
        return () -> IntStream.range(0, mesh.nodes()).mapToObj(mesh::node).iterator();
    }

    /** In single precision, as maps have them. */
    public static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
