package org.vertebrafe.imagej.workbench;

import ij.ImagePlus;
import java.awt.Image;
import javax.swing.ImageIcon;
import org.vertebrafe.base.InputException;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.ImagePrint;
import org.vertebrafe.imagej.LabelContours;
import org.vertebrafe.imagej.MapOverlay;
import org.vertebrafe.imagej.ValueRange;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.imagej.maps.MappedResult;

/** What stages gave, drawn on the open CT as overlay: one thing at a time. */
final class Previews {

    private Previews() {}

    /** Takes everything of ours but rods and tissues off the CT. */
    static void clear(ImageCt ct) {
        if (!ImagePrint.isClosed(ct.image())) {
            MapOverlay.clear(ct.image());
            LabelContours.clear(ct.image());
        }
    }

    /** Outlines of labels in the program's own numbering. */
    static void labels(ImageCt ct, Labels labels) {
        show(ct, () -> LabelContours.show(ct.image(), ct.stack().orElseThrow(), labels));
    }

    /** Outline of a mask. */
    static void mask(ImageCt ct, Labels mask, String what) {
        // In the blue that is no label's of the body.
        show(ct, () -> LabelContours.showMask(ct.image(), ct.stack().orElseThrow(), mask, what, 3));
    }

    /** A map in colours with its bar. */
    static void map(ImageCt ct, Volume values, String unit, double opacity) {
        show(ct, () -> {
            ImagePlus map = ct.stack().orElseThrow().image(values, "map", unit, ColourTable.HEAT, "");
            double low = VolumeImages.LOW_PERCENTILE;
            ValueRange.percentiles(values.values(), low, 100 - low)
                    .ifPresent(range -> MapOverlay.put(
                            ct.image(), map, new MapOverlay.Style(range, ColourTable.HEAT, opacity, true)));
        });
    }

    /** A quantity of a result, in its own colours and range. */
    static void result(ImageCt ct, MappedResult mapped, MapQuantity quantity, double opacity) {
        show(ct, () -> {
            MapOverlay.Style own = mapped.style(quantity);
            mapped.overlay(ct.image(), quantity, new MapOverlay.Style(own.range(), own.colours(), opacity, true));
        });
    }

    private static void show(ImageCt ct, Runnable drawing) {
        if (!ImagePrint.isClosed(ct.image()) && ct.stack().isPresent()) {
            quietly(() -> {
                clear(ct);
                drawing.run();
            });
            ct.image().setHideOverlay(false);
        }
    }

    /** A preview that cannot be drawn, on an image that was changed or closed meanwhile, is no error: its light says it. */
    static void quietly(Runnable drawing) {
        try {
            drawing.run();
        } catch (InputException e) {
            ij.IJ.showStatus(e.getMessage());
        }
    }

    /** A picture as wide as a panel, at most. */
    static ImageIcon icon(Image picture) {
        int width = picture.getWidth(null);
        return new ImageIcon(
                width <= Parts.WIDTH
                        ? picture
                        : picture.getScaledInstance(Parts.WIDTH, -1, Image.SCALE_AREA_AVERAGING));
    }
}
