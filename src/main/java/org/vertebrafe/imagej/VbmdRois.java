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
     * @param region voxels on the grid of the image
     * @throws InputException if no slice has enough of it
     */
    public static List<Roi> of(TrabecularRegion region, VoxelGrid grid) {
        int plane = grid.nx() * grid.ny();
        int[] counts = new int[grid.nz()];
        region.voxels().stream().forEach(at -> counts[at / plane]++);
        int largest = Arrays.stream(counts).max().orElse(0);
        List<Roi> rois = new ArrayList<>();
        for (int k = 0; k < grid.nz(); k++) {
            if (counts[k] >= LEAST_PIXELS && counts[k] >= LEAST_PART * largest) {
                Roi roi = ellipse(region.voxels().get(k * plane, (k + 1) * plane), grid);
                roi.setPosition(k + 1);
                roi.setName(NAME + (k + 1));
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
        RoiManager manager = manager();
        if (manager == null) {
            Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
            Arrays.stream(overlay.toArray()).filter(VbmdRois::isOurs).forEach(overlay::remove);
            rois.forEach(overlay::add);
            image.setOverlay(overlay);
            return;
        }
        for (int index = manager.getCount() - 1; index >= 0; index--) {
            if (isOurs(manager.getRoi(index))) {
                manager.select(index);
                manager.runCommand("Delete");
            }
        }
        rois.forEach(roi -> manager.add(image, roi, roi.getPosition()));
        manager.runCommand(image, "Show All");
        image.setSlice(rois.get(rois.size() / 2).getPosition());
    }

    /** The ROI Manager, or null without a screen. */
    private static RoiManager manager() {
        return java.awt.GraphicsEnvironment.isHeadless() ? null : RoiManager.getRoiManager();
    }

    private static boolean isOurs(Roi roi) {
        return roi.getName() != null && NAMED.matcher(roi.getName()).matches();
    }

    /**
     * The region that the ROIs of this name mark, wherever a person has moved them.
     *
     * @throws InputException if there are none, or they leave the image
     */
    public static TrabecularRegion existing(ImagePlus image, VoxelGrid grid) {
        RoiManager manager = java.awt.GraphicsEnvironment.isHeadless() ? null : RoiManager.getInstance();
        Roi[] all = manager != null
                ? manager.getRoisAsArray()
                : image.getOverlay() == null ? new Roi[0] : image.getOverlay().toArray();
        List<Roi> rois = Arrays.stream(all).filter(VbmdRois::isOurs).toList();
        if (rois.isEmpty()) {
            throw InputException.of(
                    "There are no ROIs named \"%sN\" in the %s: place the cylinder first.",
                    NAME, manager != null ? "ROI Manager" : "overlay of " + image.getTitle());
        }
        return region(rois, grid, "elliptic cylinder, as moved by hand");
    }

    /**
     * The voxels of ROIs.
     *
     * @param rois named with their slice, or with their position set
     * @param description of the region
     */
    public static TrabecularRegion region(List<Roi> rois, VoxelGrid grid, String description) {
        BitSet voxels = new BitSet();
        for (Roi roi : rois) {
            int k = slice(roi) - 1;
            if (k < 0 || k >= grid.nz()) {
                throw InputException.of(
                        "ROI \"%s\" belongs to slice %d; the image has %d slices. Is it of another image?",
                        roi.getName(), k + 1, grid.nz());
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
