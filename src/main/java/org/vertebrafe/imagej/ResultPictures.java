package org.vertebrafe.imagej;

import java.nio.file.Path;
import java.util.List;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.field.MapQuantity;

/** The pictures of a result: three planes through the vertebral body, image in grey, map in colour. */
public final class ResultPictures {

    /** Grey window for images of density, mg/cm3: marrow dark, cortex bright. */
    private static final ValueRange DENSITY_WINDOW = new ValueRange(-300, 900);

    private ResultPictures() {}

    /** The quantities that are pictured. */
    private static final List<MapQuantity> QUANTITIES = List.of(MapQuantity.VON_MISES, MapQuantity.MODULUS);

    /**
     * Writes {@code montage-QUANTITY.png} of stress and modulus into a folder.
     *
     * @return the files
     */
    public static List<Path> write(AnalysisResult result, Path folder) {
        return QUANTITIES.stream()
                .map(quantity -> write(result, quantity, folder))
                .toList();
    }

    private static Path write(AnalysisResult result, MapQuantity quantity, Path folder) {
        MontageStyle style = MontageStyle.of(quantity.title(), quantity.unit());
        if (result.config().input().equals("density")) {
            style = style.withCtRange(DENSITY_WINDOW);
        }
        Path file = folder.resolve("montage-" + quantity.id() + ".png");
        Montage.write(
                Montage.render(
                        result.image(), result.map(quantity), result.frame().bodyCentre(), style),
                file);
        return file;
    }
}
