package org.vertebrafe.imagej.study;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.vertebrafe.imagej.PngFiles;
import org.vertebrafe.io.SafeFiles;

/** One chart in the making, in the house's colours, and how a chart becomes PNG or SVG. */
public final class Charts {

    /** Colour of what is there for comparison only. */
    public static final int GREY = 2;

    private static final int WIDTH = 560;
    private static final int HEIGHT = 420;

    /** Pixels of a PNG for each unit of a chart. */
    private static final int SCALE = 2;

    /** Blue and orange that stay apart for colour-blind eyes, and grey. */
    private static final Color[] COLOURS = {new Color(0x0072B2), new Color(0xD55E00), new Color(0x999999)};

    private static final Shape DOT = new Ellipse2D.Double(-3, -3, 6, 6);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private final XYSeriesCollection series = new XYSeriesCollection();
    private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
    private final XYPlot plot;

    /** An empty chart with what its axes are, with units. */
    public Charts(String x, String y) {
        plot = new XYPlot(series, axis(x), axis(y), renderer);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(new Color(0xE4E4E4));
        plot.setRangeGridlinePaint(new Color(0xE4E4E4));
        plot.setOutlinePaint(new Color(0x888888));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    }

    private static NumberAxis axis(String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setAutoRangeIncludesZero(false);
        axis.setLabelFont(TEXT);
        axis.setTickLabelFont(TEXT);
        // The same digits on every machine.
        axis.setNumberFormatOverride(new DecimalFormat("0.####", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        return axis;
    }

    /** Both axes from 0 to 1. */
    Charts unitSquare() {
        plot.getDomainAxis().setRange(0, 1);
        plot.getRangeAxis().setRange(0, 1.001);
        // Of its own choice the horizontal axis writes its numbers into one another.
        ((NumberAxis) plot.getDomainAxis()).setTickUnit(new NumberTickUnit(0.2));
        ((NumberAxis) plot.getRangeAxis()).setTickUnit(new NumberTickUnit(0.2));
        return this;
    }

    /** Points. */
    public void points(String name, double[] x, double[] y, int colour) {
        int at = add(name, x, y, colour);
        renderer.setSeriesLinesVisible(at, false);
        renderer.setSeriesShapesVisible(at, true);
        renderer.setSeriesShape(at, DOT);
    }

    /** A line; one without a name is not in the legend. */
    public void line(String name, double[] x, double[] y, int colour) {
        int at = add(name, x, y, colour);
        renderer.setSeriesLinesVisible(at, true);
        renderer.setSeriesShapesVisible(at, false);
        renderer.setSeriesStroke(at, new BasicStroke(colour == GREY ? 1f : 2f));
    }

    private int add(String name, double[] x, double[] y, int colour) {
        int at = series.getSeriesCount();
        // In the order given, several values at one x allowed.
        XYSeries added = new XYSeries(name.isEmpty() ? "series " + at : name, false, true);
        for (int i = 0; i < x.length; i++) {
            added.add(x[i], y[i]);
        }
        series.addSeries(added);
        renderer.setSeriesPaint(at, COLOURS[colour]);
        renderer.setSeriesVisibleInLegend(at, !name.isEmpty());
        return at;
    }

    /** A level line across, labelled at the right; the axis is stretched to show it. */
    void level(String label, double at, boolean dashed) {
        ValueMarker marker = new ValueMarker(at, Color.DARK_GRAY, stroke(dashed));
        marker.setLabel(label);
        marker.setLabelFont(TEXT);
        marker.setLabelBackgroundColor(new Color(255, 255, 255, 0));
        marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
        marker.setLabelTextAnchor(TextAnchor.BOTTOM_RIGHT);
        plot.addRangeMarker(marker, Layer.FOREGROUND);
    }

    /** A dashed level line across, labelled at the left, where a rising line leaves room. */
    public void levelLeft(String label, double at) {
        ValueMarker marker = new ValueMarker(at, Color.GRAY, stroke(true));
        marker.setLabel(label);
        marker.setLabelFont(TEXT);
        marker.setLabelBackgroundColor(new Color(255, 255, 255, 0));
        marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
        marker.setLabelTextAnchor(TextAnchor.BOTTOM_LEFT);
        plot.addRangeMarker(marker, Layer.BACKGROUND);
    }

    private static BasicStroke stroke(boolean dashed) {
        return dashed
                ? new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 0, new float[] {6, 4}, 0)
                : new BasicStroke(1.5f);
    }

    /** A pale band across from one value to another; the axis is stretched to show it. */
    void band(double low, double high) {
        IntervalMarker marker = new IntervalMarker(low, high, new Color(0xDCE9F2));
        marker.setAlpha(0.6f);
        plot.addRangeMarker(marker, Layer.BACKGROUND);
        NumberAxis axis = (NumberAxis) plot.getRangeAxis();
        double margin = 0.05 * (high - low);
        double bottom = Math.min(axis.getLowerBound(), low - margin);
        double top = Math.max(axis.getUpperBound(), high + margin);
        if (top > bottom) {
            axis.setRange(bottom, top);
        }
    }

    /** The chart as it is. */
    public JFreeChart chart(String title) {
        JFreeChart chart = new JFreeChart(title, TEXT.deriveFont(Font.BOLD, 14f), plot, series.getSeriesCount() > 1);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(8, 4, 4, 20));
        if (chart.getLegend() != null) {
            chart.getLegend().setItemFont(TEXT);
            chart.getLegend().setFrame(BlockBorder.NONE);
        }
        return chart;
    }

    /** The chart as an svg element; ids in it begin with the name, so that several can stand in one page. */
    static String svg(JFreeChart chart, String name) {
        return SvgDrawing.of(
                name, WIDTH, HEIGHT, graphics -> chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT)));
    }

    static void writeSvg(String svg, Path file) throws IOException {
        SafeFiles.writeText(file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg + "\n");
    }

    static void writePng(JFreeChart chart, Path file) throws IOException {
        PngFiles.write(image(chart), file);
    }

    /** The chart in pixels. */
    public static BufferedImage image(JFreeChart chart) {
        BufferedImage image = new BufferedImage(SCALE * WIDTH, SCALE * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.scale(SCALE, SCALE);
        chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        graphics.dispose();
        return image;
    }

    /** Lets the vertical axis begin at zero. */
    public Charts fromZero() {
        ((NumberAxis) plot.getRangeAxis()).setAutoRangeIncludesZero(true);
        return this;
    }
}
