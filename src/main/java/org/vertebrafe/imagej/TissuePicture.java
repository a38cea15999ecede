package org.vertebrafe.imagej;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.ReferenceTissue;
import org.vertebrafe.calibration.tissues.FoundTissues;
import org.vertebrafe.calibration.tissues.TissueRegion;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelOrder;

/**
 * A picture of where the tissues of a phantomless calibration were sampled: axial slices in a soft tissue window, seen
 * from the feet (the patient's right is on the left), samples in colour, and below them what was measured, HU. Works
 * without a screen.
 */
public final class TissuePicture {

    /** The width most pages take, pixels. */
    public static final int WIDTH = 1200;

    private static final int COLUMNS = 3;
    private static final int MAX_SLICES = 6;
    private static final int MIN_WIDTH = 600;
    private static final int MAX_WIDTH = 6000;

    /** Fat dark, muscle and blood grey, bone white, HU. */
    private static final ValueRange WINDOW = new ValueRange(-200, 250);

    private static final Color PAPER = Color.WHITE;
    private static final Color INK = new Color(0x20, 0x20, 0x20);
    private static final Color SOFT_INK = new Color(0x60, 0x60, 0x60);
    private static final Color LETTERS = new Color(0xFF, 0xE0, 0x70);
    private static final double OPACITY = 0.6;

    private final Volume ct;
    private final FoundTissues found;
    private final VoxelOrder order;
    private final double unit;
    private final int width;

    private TissuePicture(Volume ct, FoundTissues found, int width) {
        this.ct = ct;
        this.found = found;
        this.order = VoxelOrder.lps(ct.grid());
        this.width = width;
        this.unit = width / 100.0;
    }

    /** {@link #render(Volume, FoundTissues, int)} at the usual width. */
    public static BufferedImage render(Volume ct, FoundTissues found) {
        return render(ct, found, WIDTH);
    }

    /**
     * Draws the picture.
     *
     * @param ct the CT, HU
     * @param found what was measured in it
     * @param width of the picture, pixels
     * @throws InputException if the samples are of another image, there are none, or the width is out of range
     */
    public static BufferedImage render(Volume ct, FoundTissues found, int width) {
        if (width < MIN_WIDTH || width > MAX_WIDTH) {
            throw InputException.of("Picture width %d pixels: must be %d..%d.", width, MIN_WIDTH, MAX_WIDTH);
        }
        ct.grid().difference(found.labels().grid()).ifPresent(difference -> {
            throw InputException.of("CT and tissue samples are on different grids: %s.", difference);
        });
        if (found.regions().isEmpty()) {
            throw new InputException("No tissue was measured, so there is nothing to show.");
        }
        return new TissuePicture(ct, found, width).paint();
    }

    /** The colour of a tissue, 0xRRGGBB; the five can be told apart with any colour vision (Okabe and Ito 2008). */
    public static int colour(ReferenceTissue tissue) {
        return switch (tissue) {
            case AIR -> 0x56B4E9;
            case ADIPOSE -> 0xF0E442;
            case BLOOD -> 0xD55E00;
            case MUSCLE -> 0x009E73;
            case CORTICAL_BONE -> 0xCC79A7;
        };
    }

    private BufferedImage paint() {
        List<Integer> slices = TissueSlices.choose(order, found, MAX_SLICES);
        int columns = Math.min(COLUMNS, slices.size());
        int rows = (slices.size() + columns - 1) / columns;
        double gap = 1.2 * unit;
        Vec3 spacing = order.grid().spacing();
        double scale = (width - (columns + 1) * gap) / columns / (order.grid().nx() * spacing.x());
        // A wide picture of one or two slices would fill a page with them.
        scale = Math.min(scale, 48 * unit / (order.grid().ny() * spacing.y()));
        int w = (int) Math.max(1, Math.floor(order.grid().nx() * spacing.x() * scale));
        int h = (int) Math.max(1, Math.floor(order.grid().ny() * spacing.y() * scale));
        int top = (int) Math.round(4.5 * unit);
        double rowHeight = h + 3.4 * unit;
        int legend = (int) Math.round(top + rows * rowHeight + 1.5 * unit);
        List<String[]> lines = legendLines();
        int height = (int) Math.round(legend + lines.size() * 2.5 * unit + unit);
        BufferedImage figure = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = figure.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(PAPER);
        g.fillRect(0, 0, width, height);
        g.setColor(INK);
        g.setFont(font(Font.BOLD, 2));
        g.drawString("Tissue samples [HU]", (float) gap, (float) (2.9 * unit));
        for (int n = 0; n < slices.size(); n++) {
            int x = (int) Math.round(gap + n % columns * (w + gap));
            int y = (int) Math.round(top + 2 * unit + n / columns * rowHeight);
            paintSlice(figure, slices.get(n), x, y, w, h, scale);
            paintLetters(g, slices.get(n), x, y, w, h);
        }
        paintLegend(g, lines, gap, legend);
        g.dispose();
        return figure;
    }

    private void paintSlice(BufferedImage figure, int slice, int x0, int y0, int w, int h, double scale) {
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int cell = voxel(x, y, slice, scale);
                double grey = 255 * WINDOW.fraction(ct.values()[cell]);
                int colour = colourAt(cell);
                // A sample's outline is opaque, so that a small one is seen.
                boolean edge = colour >= 0
                        && (colour != colourAt(voxel(x + 1, y, slice, scale))
                                || colour != colourAt(voxel(x, y + 1, slice, scale))
                                || colour != colourAt(voxel(Math.max(0, x - 1), y, slice, scale))
                                || colour != colourAt(voxel(x, Math.max(0, y - 1), slice, scale)));
                double part = edge ? 1 : OPACITY;
                int rgb = 0;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    double value = colour < 0 ? grey : (1 - part) * grey + part * (colour >> shift & 0xFF);
                    rgb |= (int) Math.round(value) << shift;
                }
                figure.setRGB(x0 + x, y0 + y, rgb);
            }
        }
    }

    /** Array position of the voxel under a pixel. */
    private int voxel(int x, int y, int slice, double scale) {
        int i = (int) Math.min(
                order.grid().nx() - 1.0,
                (x + 0.5) / scale / order.grid().spacing().x());
        int j = (int) Math.min(
                order.grid().ny() - 1.0,
                (y + 0.5) / scale / order.grid().spacing().y());
        return order.source(i, j, slice);
    }

    private int colourAt(int voxel) {
        Labels labels = found.labels();
        int label = labels.get(voxel);
        if (label == 0) {
            return -1;
        }
        for (TissueRegion region : found.regions()) {
            if (region.label() == label) {
                return colour(region.sample().tissue());
            }
        }
        return -1;
    }

    private void paintLetters(Graphics2D g, int slice, int x, int y, int w, int h) {
        g.setFont(font(Font.PLAIN, 1.5));
        g.setColor(SOFT_INK);
        Vec3 middle = order.grid()
                .toPatient((order.grid().nx() - 1) / 2.0, (order.grid().ny() - 1) / 2.0, slice);
        g.drawString(String.format(Locale.ROOT, "z = %.0f mm", middle.z()), x, (float) (y - 0.6 * unit));
        g.setFont(font(Font.BOLD, 1.5));
        g.setColor(LETTERS);
        g.drawString("R", (float) (x + 0.6 * unit), (float) (y + h / 2.0));
        g.drawString("L", (float) (x + w - 1.8 * unit), (float) (y + h / 2.0));
        g.drawString("A", (float) (x + w / 2.0 - 0.5 * unit), (float) (y + 1.8 * unit));
        g.drawString("P", (float) (x + w / 2.0 - 0.5 * unit), (float) (y + h - 0.7 * unit));
    }

    /** Name, value and place of each tissue; of those that were not measured, that. */
    private List<String[]> legendLines() {
        List<String[]> lines = new ArrayList<>();
        for (ReferenceTissue tissue : TissueSlices.TISSUES) {
            Optional<TissueRegion> region = found.region(tissue);
            lines.add(region.isEmpty() ? new String[] {tissue.words(), "not measured", "", ""} : line(region.get()));
        }
        return lines;
    }

    private static String[] line(TissueRegion region) {
        return new String[] {
            region.sample().tissue().words(),
            String.format(
                    Locale.ROOT,
                    "%.1f \u00B1 %.2f",
                    region.sample().meanHu(),
                    region.sample().standardError()),
            String.format(Locale.ROOT, "SD %.1f", region.sample().sdHu()),
            region.where() + (region.remark().isEmpty() ? "" : ". " + region.remark())
        };
    }

    private void paintLegend(Graphics2D g, List<String[]> lines, double x, double top) {
        for (int n = 0; n < lines.size(); n++) {
            String[] line = lines.get(n);
            double base = top + n * 2.5 * unit + 1.5 * unit;
            boolean measured = !line[3].isEmpty();
            Rectangle2D swatch = new Rectangle2D.Double(x, base - 1.3 * unit, 1.6 * unit, 1.6 * unit);
            g.setStroke(new BasicStroke((float) (0.12 * unit)));
            g.setColor(new Color(colour(TissueSlices.TISSUES.get(n))));
            if (measured) {
                g.fill(swatch);
            }
            g.draw(swatch);
            g.setColor(measured ? INK : SOFT_INK);
            g.setFont(font(Font.BOLD, 1.6));
            g.drawString(line[0], (float) (x + 2.6 * unit), (float) base);
            g.setFont(font(Font.PLAIN, 1.6));
            g.drawString(line[1], (float) (x + 17 * unit), (float) base);
            g.setColor(SOFT_INK);
            g.drawString(line[2], (float) (x + 31 * unit), (float) base);
            g.drawString(fitting(g, line[3], width - x - 40 * unit), (float) (x + 39 * unit), (float) base);
        }
    }

    /** The text, or as much of it as there is room for. */
    private static String fitting(Graphics2D g, String text, double room) {
        String shown = text;
        while (shown.length() > 1 && g.getFontMetrics().stringWidth(shown) > room) {
            shown = shown.substring(0, shown.length() - 2).stripTrailing() + "\u2026";
        }
        return shown;
    }

    private Font font(int weight, double units) {
        return new Font(Font.SANS_SERIF, weight, 10).deriveFont((float) (units * unit));
    }
}
