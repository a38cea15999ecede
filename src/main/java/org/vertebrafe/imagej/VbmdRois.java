package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.gui.EllipseRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import java.awt.Color;
import java.awt.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vertebrafe.base.InputException;
import org.vertebrafe.density.TrabecularRegion;
import org.vertebrafe.image.VoxelGrid;

/**
 * The region of vBMD as ellipses, one a slice, that a person can move and resize: in the ROI Manager where there is a
 * screen, and in the image's overlay where there is none.
 */
public final class VbmdRois {

    /** Names of the ROIs begin with it. */
    public static final String NAME = "vBMD cylinder, slice ";

    private static final Pattern NAMED = Pattern.compile(Pattern.quote(NAME) + "(\\d+)(-\\d+)?");

    /** Where the cylinder is cut off at an angle, slices with less than this part of the largest section are left out. */
    private static final double LEAST_PART = 0.5;

    /** Fewer pixels make no ellipse. */
    private static final int LEAST_PIXELS = 6;

    private VbmdRois() {}

    /**
     * The ellipses of a region: each has the centre, the area and the second moments of the region's section.
     *
     * @param region voxels on the grid of the stack
     * @throws InputException if no slice has enough of it
     */
    public static List<Roi> of(TrabecularRegion region, CtStack stack) {
        VoxelGrid grid = stack.volume().grid();
        int plane = grid.nx() * grid.ny();
        int[] counts = new int[grid.nz()];
        region.voxels().stream().forEach(at -> counts[at / plane]++);
        int largest = Arrays.stream(counts).max().orElse(0);
        List<Roi> rois = new ArrayList<>();
        for (int k = 0; k < grid.nz(); k++) {
            if (counts[k] >= LEAST_PIXELS && counts[k] >= LEAST_PART * largest) {
                Roi roi = ellipse(region.voxels().get(k * plane, (k + 1) * plane), grid);
                roi.setPosition(stack.slice(k));
                roi.setName(NAME + stack.slice(k));
                roi.setStrokeColor(Color.YELLOW);
                rois.add(roi);
            }
        }
        if (rois.isEmpty()) {
            throw InputException.of(
                    "The vBMD region (%s) has too few pixels in each slice to be drawn: at least %d.",
                    region.description(), LEAST_PIXELS);
        }
        return rois;
    }

    private static Roi ellipse(BitSet pixels, VoxelGrid grid) {
        double n = pixels.cardinality();
        double x = pixels.stream().map(p -> p % grid.nx()).sum() / n;
        double y = pixels.stream().map(p -> p / grid.nx()).sum() / n;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int p = pixels.nextSetBit(0); p >= 0; p = pixels.nextSetBit(p + 1)) {
            double dx = p % grid.nx() - x;
            double dy = p / grid.nx() - y;
            xx += dx * dx / n;
            yy += dy * dy / n;
            xy += dx * dy / n;
        }
        double half = Math.hypot((xx - yy) / 2, xy);
        double major = 2 * Math.sqrt((xx + yy) / 2 + half);
        double aspect = Math.sqrt(((xx + yy) / 2 - half) / ((xx + yy) / 2 + half));
        double angle = Math.atan2(2 * xy, xx - yy) / 2;
        // ImageJ counts from the corner of the first pixel, whose centre is 0.5.
        double cx = x + 0.5;
        double cy = y + 0.5;
        double ux = major * Math.cos(angle);
        double uy = major * Math.sin(angle);
        return new EllipseRoi(cx - ux, cy - uy, cx + ux, cy + uy, Math.max(aspect, 0.05));
    }

    /** Shows ROIs, in place of earlier ones of this name: in the ROI Manager, without a screen in the overlay. */
    public static void show(ImagePlus image, List<Roi> rois) {
        Optional<RoiManager> manager = RoiManagers.open();
        if (manager.isEmpty()) {
            Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
            Arrays.stream(overlay.toArray()).filter(VbmdRois::isOurs).forEach(overlay::remove);
            rois.forEach(overlay::add);
            image.setOverlay(overlay);
            return;
        }
        Roi[] there = manager.get().getRoisAsArray();
        for (int at = there.length - 1; at >= 0; at--) {
            if (isOurs(there[at])) {
                manager.get().delete(at);
            }
        }
        rois.forEach(roi -> manager.get().add(image, roi, roi.getPosition()));
        manager.get().runCommand(image, "Show All");
        image.setSlice(rois.get(rois.size() / 2).getPosition());
    }

    private static boolean isOurs(Roi roi) {
        return roi.getName() != null && NAMED.matcher(roi.getName()).matches();
    }

    /**
     * The region that the ROIs of this name mark, wherever a person has moved them.
     *
     * @throws InputException if there are none, or they leave the image
     */
    public static TrabecularRegion existing(ImagePlus image, CtStack stack) {
        List<Roi> rois = RoiManagers.present().stream()
                .flatMap(manager -> Arrays.stream(manager.getRoisAsArray()))
                .filter(VbmdRois::isOurs)
                .toList();
        if (rois.isEmpty() && image.getOverlay() != null) {
            rois = Arrays.stream(image.getOverlay().toArray())
                    .filter(VbmdRois::isOurs)
                    .toList();
        }
        if (rois.isEmpty()) {
            throw InputException.of(
                    "There are no ROIs named \"%sN\" in the ROI Manager or the overlay of %s: place the cylinder first.",
                    NAME, image.getTitle());
        }
        return region(rois, stack, "elliptic cylinder, as moved by hand");
    }

    /**
     * The voxels of ROIs.
     *
     * @param rois named with their slice, or with their position set
     * @param description of the region
     */
    public static TrabecularRegion region(List<Roi> rois, CtStack stack, String description) {
        VoxelGrid grid = stack.volume().grid();
        BitSet voxels = new BitSet();
        for (Roi roi : rois) {
            int k = stack.layer(slice(roi));
            if (k < 0) {
                throw InputException.of(
                        "ROI \"%s\" belongs to slice %d; the image has %d slices. Is it of another image?",
                        roi.getName(), slice(roi), grid.nz());
            }
            for (Point pixel : roi.getContainedPoints()) {
                if (pixel.x < 0 || pixel.y < 0 || pixel.x >= grid.nx() || pixel.y >= grid.ny()) {
                    throw InputException.of("ROI \"%s\" reaches beyond the image: move it back inside.", roi.getName());
                }
                voxels.set(grid.index(pixel.x, pixel.y, k));
            }
        }
        if (voxels.isEmpty()) {
            throw new InputException("The vBMD ROIs hold no pixel: enlarge them.");
        }
        return new TrabecularRegion(description, voxels);
    }

    private static int slice(Roi roi) {
        if (roi.getPosition() > 0) {
            return roi.getPosition();
        }
        Matcher name = NAMED.matcher(roi.getName());
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }
}
