package org.vertebrafe.imagej.calibrate;

import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.plugin.frame.RoiManager;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vertebrafe.analysis.CalibrationInput;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.Phantom;
import org.vertebrafe.calibration.rods.RodRegion;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.RoiManagers;

/**
 * The rods of a phantom as ROIs that a person can move: two circles a rod, named
 * {@code rod A first (mindways-model3)} and {@code rod A last (mindways-model3)}, in the first and last slice to measure, in the ROI Manager and
 * in the image's overlay. Thin circles in the overlay show the rod in the slices between.
 */
public final class RodRois {

    private static final Pattern NAME = Pattern.compile("rod (\\S+) (first|last) \\((\\S+)\\)");
    private static final String BETWEEN = "VertebraFE rod";
    private static final String FIRST = "first";
    private static final String LAST = "last";

    private RodRois() {}

    /** Shows rods on an image, in place of those shown before; its pixels and other ROIs stay. */
    public static void show(ImagePlus image, CtStack stack, Phantom phantom, List<RodRegion> rods) {
        VoxelGrid grid = stack.volume().grid();
        List<Roi> ends = new ArrayList<>();
        Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
        for (int at = overlay.size() - 1; at >= 0; at--) {
            if (isRod(overlay.get(at))) {
                overlay.remove(at);
            }
        }
        for (int r = 0; r < rods.size(); r++) {
            RodRegion rod = rods.get(r);
            Vec3 from = grid.toVoxel(rod.from());
            Vec3 to = grid.toVoxel(rod.to());
            int first = slice(from, grid);
            int last = slice(to, grid);
            for (int k = Math.min(first, last) + 1; k < Math.max(first, last); k++) {
                double part = (k - from.z()) / (to.z() - from.z());
                add(overlay, circle(rod, from.plus(to.minus(from).times(part)), k, stack), BETWEEN, r, 0.7);
            }
            ends.add(end(phantom, rod, from, first, FIRST, stack, r));
            ends.add(end(phantom, rod, to, last, LAST, stack, r));
            label(overlay, rod, from, to, first, last, stack, r);
        }
        ends.forEach(end -> overlay.add((Roi) end.clone()));
        image.setOverlay(overlay);
        toManager(image, ends);
    }

    private static boolean isRod(Roi roi) {
        String name = roi.getName();
        return name != null && (name.startsWith(BETWEEN) || NAME.matcher(name).matches());
    }

    private static int slice(Vec3 voxel, VoxelGrid grid) {
        return (int) Math.max(0, Math.min(grid.nz() - 1, Math.round(voxel.z())));
    }

    private static OvalRoi circle(RodRegion rod, Vec3 voxel, int k, CtStack stack) {
        VoxelGrid grid = stack.volume().grid();
        double rx = rod.radius() / grid.spacing().x();
        double ry = rod.radius() / grid.spacing().y();
        // The middle of a voxel lies half a pixel from the corner that ImageJ counts from.
        OvalRoi circle = new OvalRoi(voxel.x() + 0.5 - rx, voxel.y() + 0.5 - ry, 2 * rx, 2 * ry);
        circle.setPosition(stack.slice(k));
        return circle;
    }

    private static Roi end(Phantom phantom, RodRegion rod, Vec3 voxel, int k, String which, CtStack stack, int colour) {
        Roi end = circle(rod, voxel, k, stack);
        end.setName(name(phantom.id(), rod.rod(), which));
        end.setStrokeColor(RodColours.of(colour));
        end.setStrokeWidth(1.5);
        return end;
    }

    private static String name(String phantom, String rod, String which) {
        return "rod " + rod + " " + which + " (" + phantom + ")";
    }

    private static void add(Overlay overlay, Roi roi, String name, int colour, double width) {
        roi.setName(name);
        roi.setStrokeColor(RodColours.of(colour));
        roi.setStrokeWidth(width);
        overlay.add(roi);
    }

    /** The rod's name above it, in every slice it is measured in. */
    private static void label(
            Overlay overlay, RodRegion rod, Vec3 from, Vec3 to, int first, int last, CtStack stack, int colour) {
        VoxelGrid grid = stack.volume().grid();
        double size = Math.max(8, 0.8 * rod.radius() / grid.spacing().y());
        Font font = new Font(Font.SANS_SERIF, Font.BOLD, (int) Math.round(size));
        for (int k = Math.min(first, last); k <= Math.max(first, last); k++) {
            double part = first == last ? 0 : (k - from.z()) / (to.z() - from.z());
            Vec3 at = from.plus(to.minus(from).times(part));
            double left = at.x() + 0.5 - 0.3 * size * rod.rod().length();
            double top = at.y() + 0.5 - rod.radius() / grid.spacing().y() - 1.35 * size;
            TextRoi text = new TextRoi(left, top, rod.rod(), font);
            text.setAntiAlias(true);
            text.setPosition(stack.slice(k));
            add(overlay, text, BETWEEN + " label", colour, 1);
        }
    }

    private static void toManager(ImagePlus image, List<Roi> ends) {
        Optional<RoiManager> open = RoiManagers.open();
        if (open.isEmpty()) {
            return;
        }
        RoiManager manager = open.get();
        Roi[] there = manager.getRoisAsArray();
        for (int at = there.length - 1; at >= 0; at--) {
            if (isRod(there[at])) {
                manager.delete(at);
            }
        }
        ends.forEach(end -> manager.add(image, end, -1));
    }

    /**
     * The rods that a person marked or moved, from the ROI Manager, or from the overlay where the manager has none.
     *
     * @throws InputException if there is none, a circle is missing or those of several phantoms are there
     */
    public static CalibrationInput.MarkedRods read(ImagePlus image, CtStack stack) {
        List<Roi> rois = RoiManagers.present().stream()
                .flatMap(manager -> Stream.of(manager.getRoisAsArray()))
                .filter(RodRois::isEnd)
                .toList();
        String where = "ROI Manager";
        if (rois.isEmpty() && image.getOverlay() != null) {
            rois = Stream.of(image.getOverlay().toArray())
                    .filter(RodRois::isEnd)
                    .toList();
            where = "overlay of \"" + image.getTitle() + "\"";
        }
        if (rois.isEmpty()) {
            throw InputException.of(
                    "No rods are marked: neither the ROI Manager nor the overlay of \"%s\" has ROIs named like"
                            + " \"rod A first (mindways-model3)\" and \"rod A last (mindways-model3)\". Find them automatically first,"
                            + " then move them.",
                    image.getTitle());
        }
        Map<String, Roi> firsts = new LinkedHashMap<>();
        Map<String, Roi> lasts = new LinkedHashMap<>();
        Set<String> phantoms = new LinkedHashSet<>();
        for (Roi roi : rois) {
            Matcher name = NAME.matcher(roi.getName());
            if (!name.matches()) {
                throw new IllegalStateException(roi.getName());
            }
            phantoms.add(name.group(3));
            (name.group(2).equals(FIRST) ? firsts : lasts).put(name.group(1), roi);
        }
        if (phantoms.size() > 1) {
            throw InputException.of(
                    "The %s holds rods of %d phantoms (%s): delete those that are not in view.",
                    where, phantoms.size(), String.join(", ", phantoms));
        }
        List<RodRegion> regions = new ArrayList<>();
        for (String rod : firsts.keySet()) {
            Roi last = lasts.remove(rod);
            if (last == null) {
                throw missing(where, phantoms.iterator().next(), rod, LAST);
            }
            regions.add(region(rod, firsts.get(rod), last, stack));
        }
        if (!lasts.isEmpty()) {
            throw missing(
                    where, phantoms.iterator().next(), lasts.keySet().iterator().next(), FIRST);
        }
        return new CalibrationInput.MarkedRods(phantoms.iterator().next(), regions);
    }

    private static boolean isEnd(Roi roi) {
        return roi.getName() != null && NAME.matcher(roi.getName()).matches();
    }

    private static InputException missing(String where, String phantom, String rod, String which) {
        return InputException.of(
                "The %s lacks the ROI \"%s\": each rod needs a circle in its first and one in its last slice.",
                where, name(phantom, rod, which));
    }

    private static RodRegion region(String rod, Roi first, Roi last, CtStack stack) {
        VoxelGrid grid = stack.volume().grid();
        return new RodRegion(
                rod, centre(first, stack), centre(last, stack), (radius(first, grid) + radius(last, grid)) / 2);
    }

    private static Vec3 centre(Roi roi, CtStack stack) {
        int layer = layer(roi, stack);
        Rectangle2D box = roi.getFloatBounds();
        return stack.volume().grid().toPatient(box.getCenterX() - 0.5, box.getCenterY() - 0.5, layer);
    }

    /** The layer of the CT's grid that a ROI belongs to. */
    static int layer(Roi roi, CtStack stack) {
        int slice = roi.getPosition() > 0 ? roi.getPosition() : roi.getZPosition();
        int layer = stack.layer(slice);
        if (layer < 0) {
            throw InputException.of(
                    "ROI \"%s\" belongs to no slice (%d of 1..%d): set its slice with Properties in the ROI Manager.",
                    roi.getName(), slice, stack.volume().grid().nz());
        }
        return layer;
    }

    private static double radius(Roi roi, VoxelGrid grid) {
        Rectangle2D box = roi.getFloatBounds();
        return (box.getWidth() * grid.spacing().x()
                        + box.getHeight() * grid.spacing().y())
                / 4;
    }
}
