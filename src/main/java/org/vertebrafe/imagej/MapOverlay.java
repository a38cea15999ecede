package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.measure.Calibration;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.util.List;
import java.util.Optional;
import org.vertebrafe.base.InputException;

/**
 * Puts a map on an open CT as a colour overlay, slice by slice, with a calibration bar. Pixels are not touched; the
 * overlay is saved with a TIFF. All elements carry a name that starts with {@link #NAME}: putting a map on the same CT
 * again replaces them and leaves the user's own elements alone.
 */
public final class MapOverlay {

    /** How the name of each of our overlay elements starts. */
    public static final String NAME = "VertebraFE map";

    /** Spatial calibrations that differ by less are the same image's, relative to the voxel size. */
    private static final double SAME_SPACING = 1e-3;

    private static final Color BAR_INK = Color.WHITE;
    private static final Color BAR_GROUND = new Color(0, 0, 0, 180);

    private MapOverlay() {}

    /**
     * How a map is put on a CT.
     *
     * @param range values of the first and last colour
     * @param colours colour table
     * @param opacity of the colours, 0..1
     * @param bar whether a calibration bar is drawn
     * @param shown values that are shown; the CT is seen where others are
     * @param note below the bar, in short lines: whose range it is; may be empty
     */
    public record Style(
            ValueRange range, ColourTable colours, double opacity, boolean bar, ShownValues shown, String note) {

        /** A style without a note. */
        public Style(ValueRange range, ColourTable colours, double opacity, boolean bar, ShownValues shown) {
            this(range, colours, opacity, bar, shown, "");
        }

        /** A style that shows all values. */
        public Style(ValueRange range, ColourTable colours, double opacity, boolean bar) {
            this(range, colours, opacity, bar, ShownValues.ALL);
        }

        public Style {
            if (!(opacity > 0 && opacity <= 1)) {
                throw InputException.of("Opacity %s: must be above 0 and at most 1.", opacity);
            }
        }
    }

    /**
     * Requires that a map fits on a CT, voxel by voxel.
     *
     * @throws InputException if one of them is not open, they are the same image, or size or spacing differ
     */
    public static void requireFitting(ImagePlus ct, ImagePlus map) {
        requireOpen(ct, "CT");
        ImagePlusVolumes.requireUsable(map, "Map");
        ImagePlusVolumes.requireDistinct(ct, "CT", map, "map");
        if (map.getType() != ImagePlus.GRAY32) {
            throw InputException.of(
                    "Map \"%s\" is a %d-bit image: a map has 32-bit values, NaN where there is none.",
                    map.getTitle(), map.getBitDepth());
        }
        if (ct.getWidth() != map.getWidth() || ct.getHeight() != map.getHeight() || slices(ct) != map.getStackSize()) {
            throw InputException.of(
                    "Map \"%s\" has %d x %d x %d voxels and CT \"%s\" %d x %d x %d: choose the CT it was made from.",
                    map.getTitle(),
                    map.getWidth(),
                    map.getHeight(),
                    map.getStackSize(),
                    ct.getTitle(),
                    ct.getWidth(),
                    ct.getHeight(),
                    slices(ct));
        }
        Calibration a = ct.getCalibration().copy();
        // Of a series imported by ImageJ positions tell the distance of slices; its own may be wrong.
        StackHeaders.of(ct)
                .ifPresent(headers -> a.pixelDepth = headers.grid().spacing().z());
        Calibration b = map.getCalibration();
        if (differ(a.pixelWidth, b.pixelWidth)
                || differ(a.pixelHeight, b.pixelHeight)
                || differ(a.pixelDepth, b.pixelDepth)) {
            throw InputException.of(
                    "Map \"%s\" has voxels of %.4g x %.4g x %.4g %s and CT \"%s\" of %.4g x %.4g x %.4g %s: choose the"
                            + " CT it was made from, or correct Image > Properties....",
                    map.getTitle(),
                    b.pixelWidth,
                    b.pixelHeight,
                    b.pixelDepth,
                    b.getUnit(),
                    ct.getTitle(),
                    a.pixelWidth,
                    a.pixelHeight,
                    a.pixelDepth,
                    a.getUnit());
        }
    }

    /**
     * Puts the map on the CT.
     *
     * @throws InputException as {@link #requireFitting}, or if the map has no value
     */
    public static void put(ImagePlus ct, ImagePlus map, Style style) {
        requireFitting(ct, map);
        Overlay ours = new Overlay();
        int[] colours = style.colours().colours();
        Optional<int[]> shown =
                ImagePlacement.isKnown(map) ? StackHeaders.of(ct).map(StackHeaders::shown) : Optional.empty();
        for (int slice = 1; slice <= map.getStackSize(); slice++) {
            int place = shown.isPresent() ? shown.get()[slice - 1] + 1 : slice;
            addSlice(ours, ct, map.getStack().getProcessor(slice), place, style, colours);
        }
        if (ours.size() == 0) {
            throw style.shown().equals(ShownValues.ALL)
                    ? InputException.of("Map \"%s\" has no value: all its voxels are NaN.", map.getTitle())
                    : InputException.of(
                            "Map \"%s\" has no value within the limits of what is to be shown: widen them.",
                            map.getTitle());
        }
        if (style.bar()) {
            addBar(ours, ct, style, colours, unit(map));
        }
        Overlay overlay = Overlays.without(ct, NAME);
        for (Roi roi : ours) {
            overlay.add(roi);
        }
        ct.setOverlay(overlay);
        ct.setHideOverlay(false);
    }

    /** Takes the map away from a CT; what else is in the overlay stays. */
    public static void clear(ImagePlus ct) {
        ct.setOverlay(Overlays.without(ct, NAME));
    }

    /** The values of a map that are numbers, in no particular place: for the range of its colours. */
    public static float[] values(ImagePlus map) {
        int n = 0;
        for (int pass = 0; ; pass++) {
            float[] values = new float[n];
            n = 0;
            for (int slice = 1; slice <= map.getStackSize(); slice++) {
                for (float value : (float[]) map.getStack().getPixels(slice)) {
                    if (Float.isFinite(value)) {
                        if (pass == 1) {
                            values[n] = value;
                        }
                        n++;
                    }
                }
            }
            if (pass == 1) {
                return values;
            }
        }
    }

    private static void addSlice(
            Overlay overlay, ImagePlus ct, ImageProcessor values, int slice, Style style, int[] colours) {
        valued(values, style.shown()).ifPresent(box -> {
            int[] pixels = new int[box.width * box.height];
            for (int y = 0; y < box.height; y++) {
                for (int x = 0; x < box.width; x++) {
                    float value = values.getf(box.x + x, box.y + y);
                    if (style.shown().shows(value)) {
                        int rgb = colours[(int) Math.round(255 * style.range().fraction(value))];
                        pixels[y * box.width + x] = 0xFF000000 | visible(rgb);
                    }
                }
            }
            ImageRoi roi = new ImageRoi(box.x, box.y, new ColorProcessor(box.width, box.height, pixels));
            roi.setZeroTransparent(true);
            roi.setOpacity(style.opacity());
            name(roi, "");
            if (ct.isHyperStack()) {
                roi.setPosition(0, slice, 0);
            } else {
                roi.setPosition(slice);
            }
            overlay.add(roi);
        });
    }

    /** Black means transparent in an ImageRoi: the darkest colours are lifted just enough to be seen. */
    private static int visible(int rgb) {
        double luminance = (0.299 * (rgb >> 16 & 0xFF)) + (0.587 * (rgb >> 8 & 0xFF)) + (0.114 * (rgb & 0xFF));
        double mean = ((rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF)) / 3.0;
        return Math.min(luminance, mean) > 2 ? rgb : rgb | 0x030303;
    }

    private static Optional<Rectangle> valued(ImageProcessor values, ShownValues shown) {
        int x0 = Integer.MAX_VALUE;
        int y0 = Integer.MAX_VALUE;
        int x1 = -1;
        int y1 = -1;
        for (int y = 0; y < values.getHeight(); y++) {
            for (int x = 0; x < values.getWidth(); x++) {
                if (shown.shows(values.getf(x, y))) {
                    x0 = Math.min(x0, x);
                    x1 = Math.max(x1, x);
                    y0 = Math.min(y0, y);
                    y1 = y;
                }
            }
        }
        return x1 < 0 ? Optional.empty() : Optional.of(new Rectangle(x0, y0, x1 - x0 + 1, y1 - y0 + 1));
    }

    /** A bar at the right edge of the picture, in proportion to it, on every slice. */
    private static void addBar(Overlay overlay, ImagePlus ct, Style style, int[] colours, String unit) {
        double size = Math.min(ct.getWidth(), ct.getHeight());
        double letter = size * 0.036;
        double height = size * 0.5;
        double width = size * 0.035;
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 10).deriveFont((float) letter);
        List<ScaleTicks.Tick> ticks = ScaleTicks.of(style.range(), 6);
        List<String> note = style.note().lines().toList();
        // Numbers stand beside the bar, unit and note above and below it.
        double numbers = width
                + letter
                        * (1.4
                                + 0.62
                                        * ticks.stream()
                                                .mapToInt(tick -> tick.text().length())
                                                .max()
                                                .orElse(1));
        int longest = Math.max(
                unit.length(), note.stream().mapToInt(String::length).max().orElse(1));
        double ground = Math.max(numbers, letter * (1.0 + 0.62 * longest));
        double left = ct.getWidth() - ground - 0.4 * letter;
        double top = (ct.getHeight() - height) / 2;
        Roi box = new Roi(left, top - 2 * letter, ground, height + (2.8 + 1.3 * note.size()) * letter);
        box.setFillColor(BAR_GROUND);
        add(overlay, box, " bar ground");
        double x = left + 0.4 * letter;
        // One strip per colour would be 256 elements: 64 are as smooth at the size of a screen. Each reaches down to
        // the
        // foot of the bar and the next covers it, so that no gap opens between them at any zoom.
        int strips = 64;
        for (int strip = 0; strip < strips; strip++) {
            Roi colour = new Roi(x, top + height * strip / strips, width, height * (strips - strip) / strips);
            colour.setFillColor(new Color(colours[255 - (int) ((strip + 0.5) * 256 / strips)]));
            add(overlay, colour, " bar colour");
        }
        for (ScaleTicks.Tick tick : ticks) {
            double y = top + height * (1 - style.range().fraction(tick.value()));
            Roi mark = new Roi(x + width, y - 0.04 * letter, 0.35 * letter, 0.08 * letter);
            mark.setFillColor(BAR_INK);
            add(overlay, mark, " bar tick");
            addText(overlay, tick.text(), x + width + 0.6 * letter, y - 0.62 * letter, font);
        }
        if (!unit.isEmpty()) {
            addText(overlay, unit, x, top - 1.7 * letter, font);
        }
        for (int line = 0; line < note.size(); line++) {
            addText(overlay, note.get(line), x, top + height + (0.5 + 1.3 * line) * letter, font);
        }
    }

    private static void addText(Overlay overlay, String text, double x, double y, Font font) {
        TextRoi roi = new TextRoi(x, y, text, font);
        roi.setStrokeColor(BAR_INK);
        roi.setAntiAlias(true);
        add(overlay, roi, " bar text");
    }

    private static void add(Overlay overlay, Roi roi, String kind) {
        name(roi, kind);
        roi.setPosition(0);
        overlay.add(roi);
    }

    private static void name(Roi roi, String kind) {
        roi.setName(NAME + kind);
    }

    private static String unit(ImagePlus map) {
        String unit = map.getCalibration().getValueUnit();
        return unit == null || unit.equals(Calibration.DEFAULT_VALUE_UNIT) ? "" : unit;
    }

    private static void requireOpen(ImagePlus ct, String role) {
        if (ct == null || ct.getWidth() == 0 || ct.getProcessor() == null) {
            throw InputException.of("%s: no such image is open. Open it first, and check the title.", role);
        }
    }

    private static int slices(ImagePlus ct) {
        // A plain stack may be declared as channels or time points; only a hyperstack has them besides its slices.
        boolean plain = ct.getNChannels() * ct.getNFrames() == 1;
        return StackHeaders.of(ct)
                .map(headers -> headers.grid().nz())
                .orElse(plain ? ct.getStackSize() : ct.getNSlices());
    }

    private static boolean differ(double a, double b) {
        return !(Math.abs(a - b) <= SAME_SPACING * Math.abs(a));
    }
}
