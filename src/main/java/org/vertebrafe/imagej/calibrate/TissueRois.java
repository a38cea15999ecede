package org.vertebrafe.imagej.calibrate;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.process.ColorProcessor;
import java.awt.Color;
import java.awt.Font;
import java.awt.Point;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vertebrafe.analysis.CalibrationInput;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.ReferenceTissue;
import org.vertebrafe.calibration.tissues.FoundTissues;
import org.vertebrafe.calibration.tissues.TissueLabels;
import org.vertebrafe.calibration.tissues.TissueRegion;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.RoiManagers;
import org.vertebrafe.imagej.TissuePicture;

/**
 * Samples of the patient's tissues on a CT: those that were measured as a coloured overlay with a legend, and those a
 * person drew as ROIs that are named by their tissue, for instance {@code muscle} or {@code muscle 2}.
 */
public final class TissueRois {

    private static final String NAME = "VertebraFE tissue";
    private static final double OPACITY = 0.55;
    private static final Color GROUND = new Color(0, 0, 0, 170);

    private static final Map<ReferenceTissue, List<String>> WORDS = Map.of(
            ReferenceTissue.AIR, List.of("air"),
            ReferenceTissue.ADIPOSE, List.of("adipose", "fat"),
            ReferenceTissue.BLOOD, List.of("blood", "aorta", "vena cava"),
            ReferenceTissue.MUSCLE, List.of("muscle", "psoas", "iliopsoas"),
            ReferenceTissue.CORTICAL_BONE, List.of("cortical"));

    private TissueRois() {}

    /** Shows where tissues were measured, in place of what was shown before; the image's pixels and other ROIs stay. */
    public static void show(ImagePlus image, CtStack stack, FoundTissues found) {
        Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
        for (int at = overlay.size() - 1; at >= 0; at--) {
            String name = overlay.get(at).getName();
            if (name != null && name.startsWith(NAME)) {
                overlay.remove(at);
            }
        }
        VoxelGrid grid = found.labels().grid();
        int best = 0;
        long most = -1;
        for (int k = 0; k < grid.nz(); k++) {
            int[] pixels = new int[grid.nx() * grid.ny()];
            long tissues = paint(found.labels(), k, pixels);
            if (tissues > 0) {
                ImageRoi roi = new ImageRoi(0, 0, new ColorProcessor(grid.nx(), grid.ny(), pixels));
                roi.setZeroTransparent(true);
                roi.setOpacity(OPACITY);
                roi.setName(NAME);
                roi.setPosition(stack.slice(k));
                overlay.add(roi);
            }
            if (tissues > most) {
                most = tissues;
                best = k;
            }
        }
        legend(overlay, found.regions(), grid);
        image.setOverlay(overlay);
        image.setSlice(stack.slice(best));
    }

    /** Paints a slice; tells how much there is to see: tissues count more than their size. */
    private static long paint(Labels labels, int k, int[] pixels) {
        long[] count = new long[TissueLabels.tissues().lastKey() + 1];
        int[] colours = new int[count.length];
        TissueLabels.tissues().forEach((label, tissue) -> colours[label] = TissuePicture.colour(tissue));
        for (int p = 0; p < pixels.length; p++) {
            int label = labels.get(k * pixels.length + p);
            if (label > 0 && label < count.length) {
                pixels[p] = 0xFF000000 | colours[label];
                count[label]++;
            }
        }
        long tissues = Arrays.stream(count).filter(n -> n > 0).count();
        return tissues * pixels.length
                + Arrays.stream(count).skip(1).filter(n -> n > 0).min().orElse(0);
    }

    private static void legend(Overlay overlay, List<TissueRegion> regions, VoxelGrid grid) {
        int size = Math.max(8, Math.min(grid.nx(), grid.ny()) / 30);
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, size);
        int row = (int) Math.round(1.4 * size);
        Roi ground = new Roi(0, 0, 15.5 * size, row * regions.size() + 0.6 * size);
        ground.setFillColor(GROUND);
        add(overlay, ground, "legend ground");
        for (int r = 0; r < regions.size(); r++) {
            TissueRegion region = regions.get(r);
            double top = 0.3 * size + row * r;
            Roi key = new Roi(0.4 * size, top + 0.15 * size, size, size);
            key.setFillColor(new Color(TissuePicture.colour(region.sample().tissue())));
            add(overlay, key, "legend key");
            TextRoi text = new TextRoi(
                    1.8 * size,
                    top,
                    String.format(
                            Locale.ROOT,
                            "%s %.0f HU",
                            region.sample().tissue().words(),
                            region.sample().meanHu()),
                    font);
            text.setStrokeColor(Color.WHITE);
            text.setAntiAlias(true);
            add(overlay, text, "legend text");
        }
    }

    private static void add(Overlay overlay, Roi roi, String kind) {
        roi.setName(NAME + " " + kind);
        roi.setPosition(0);
        overlay.add(roi);
    }

    /**
     * The tissues that a person drew, from the ROI Manager, or from the overlay where the manager has none.
     *
     * @throws InputException if there is none, or a ROI is no area or belongs to no slice
     */
    public static CalibrationInput.MarkedTissues read(ImagePlus image, CtStack stack) {
        VoxelGrid grid = stack.volume().grid();
        List<Roi> rois = RoiManagers.present().stream()
                .flatMap(manager -> Stream.of(manager.getRoisAsArray()))
                .filter(roi -> tissue(roi).isPresent())
                .toList();
        if (rois.isEmpty() && image.getOverlay() != null) {
            rois = Stream.of(image.getOverlay().toArray())
                    .filter(roi -> tissue(roi).isPresent())
                    .toList();
        }
        if (rois.isEmpty()) {
            throw InputException.of(
                    "No tissues are marked: neither the ROI Manager nor the overlay of \"%s\" has ROIs named air, adipose"
                            + " (or fat), blood (or aorta), muscle (or psoas) or cortical bone. Draw some, name them with"
                            + " Properties, or let them be found automatically.",
                    image.getTitle());
        }
        short[] labels = new short[grid.voxels()];
        Map<Integer, ReferenceTissue> tissues = new TreeMap<>();
        for (Roi roi : rois) {
            ReferenceTissue tissue = tissue(roi).orElseThrow();
            int label = TissueLabels.of(tissue);
            tissues.put(label, tissue);
            int k = layer(roi, stack);
            for (Point point : roi.getContainedPoints()) {
                if (point.x >= 0 && point.y >= 0 && point.x < grid.nx() && point.y < grid.ny()) {
                    labels[grid.index(point.x, point.y, k)] = (short) label;
                }
            }
        }
        return new CalibrationInput.MarkedTissues(new Labels(grid, labels), tissues);
    }

    private static int layer(Roi roi, CtStack stack) {
        int layer = RodRois.layer(roi, stack);
        if (!roi.isArea()) {
            throw InputException.of("ROI \"%s\" is no area: draw a rectangle, oval or polygon.", roi.getName());
        }
        return layer;
    }

    private static Optional<ReferenceTissue> tissue(Roi roi) {
        String name = roi.getName() == null ? "" : roi.getName().toLowerCase(Locale.ROOT);
        return WORDS.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(name::startsWith))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
