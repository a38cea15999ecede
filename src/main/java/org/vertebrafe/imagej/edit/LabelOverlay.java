package org.vertebrafe.imagej.edit;

import ij.gui.ImageCanvas;
import ij.gui.Roi;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.function.Consumer;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.segmentation.edit.Hint;

/** Draws labels, crosshair, brush and drafts over a slice, at the screen's resolution and whatever the zoom. */
final class LabelOverlay extends Roi {

    private static final float LINE = 1.6f;
    private static final int HINT_SIZE = 5;
    private static final int GAP = 12;
    private static final int SIDE_MARGIN = 4;
    private static final Font SIDES = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    private static final Color CROSS = new Color(255, 255, 255, 150);

    private final transient SliceView view;
    private final transient EditSettings settings;
    private final transient int[] position;
    private final transient Consumer<SliceView> scrolled;
    private final transient Runnable drawn;

    /**
     * @param position voxel of the crosshair, as it changes
     * @param scrolled told when the window shows another slice
     * @param drawn told when the overlay is drawn
     */
    LabelOverlay(SliceView view, EditSettings settings, int[] position, Consumer<SliceView> scrolled, Runnable drawn) {
        super(0, 0, view.image.getWidth(), view.image.getHeight());
        this.view = view;
        this.settings = settings;
        this.position = position;
        this.scrolled = scrolled;
        this.drawn = drawn;
        setName("VertebraFE labels");
    }

    /** A click is for the tool, never for this shape. */
    @Override
    public boolean contains(int x, int y) {
        return false;
    }

    @Override
    public boolean containsPoint(double x, double y) {
        return false;
    }

    @Override
    public void draw(Graphics g) {
        ImageCanvas canvas = view.canvas();
        if (canvas == null) {
            return;
        }
        if (view.follow()) {
            scrolled.accept(view);
        }
        Graphics2D g2 = (Graphics2D) g.create();
        Rectangle source = canvas.getSrcRect();
        double zoom = canvas.getMagnification();
        AffineTransform pixels = new AffineTransform(zoom, 0, 0, zoom, -source.x * zoom, -source.y * zoom);
        AffineTransform voxels = new AffineTransform(pixels);
        voxels.scale(view.geometry.scaleX(), view.geometry.scaleY());
        if (settings.opacity > 0 && !settings.hidden) {
            g2.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
            g2.drawImage(view.fill(), voxels, null);
        }
        g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g2.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        if (settings.outline) {
            // Straight lines along the screen's axes need no smoothing, which costs most of the time.
            g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
            view.contours().forEach((label, path) -> {
                g2.setColor(LabelColours.of(label));
                g2.setStroke(new BasicStroke(label == settings.label ? LINE + 0.6f : LINE));
                g2.draw(path.createTransformedShape(voxels));
            });
            g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        }
        g2.setStroke(new BasicStroke(1));
        drawCrosshair(g2, pixels, canvas);
        drawSides(g2, canvas);
        drawHints(g2, pixels);
        drawDraft(g2, pixels);
        drawBrush(g2, pixels, zoom);
        g2.dispose();
        drawn.run();
    }

    private void drawCrosshair(Graphics2D g2, AffineTransform pixels, ImageCanvas canvas) {
        if (!settings.crosshair) {
            return;
        }
        double[] p = {
            view.geometry.pixelX(new Vec3(position[0], position[1], position[2])),
            view.geometry.pixelY(new Vec3(position[0], position[1], position[2]))
        };
        pixels.transform(p, 0, p, 0, 1);
        g2.setColor(CROSS);
        g2.draw(new Line2D.Double(0, p[1], p[0] - GAP, p[1]));
        g2.draw(new Line2D.Double(p[0] + GAP, p[1], canvas.getWidth(), p[1]));
        g2.draw(new Line2D.Double(p[0], 0, p[0], p[1] - GAP));
        g2.draw(new Line2D.Double(p[0], p[1] + GAP, p[0], canvas.getHeight()));
    }

    /** The patient's sides at the window's: R, L, A, P, S, I. */
    private void drawSides(Graphics2D g2, ImageCanvas canvas) {
        g2.setFont(SIDES);
        int w = canvas.getWidth();
        int h = canvas.getHeight();
        FontMetrics font = g2.getFontMetrics();
        int middle = (h + font.getAscent()) / 2;
        String across = view.geometry.sidesAcross();
        String down = view.geometry.sidesDown();
        drawSide(g2, across.charAt(0), SIDE_MARGIN, middle);
        drawSide(g2, across.charAt(1), w - SIDE_MARGIN - font.charWidth(across.charAt(1)), middle);
        drawSide(g2, down.charAt(0), (w - font.charWidth(down.charAt(0))) / 2, SIDE_MARGIN + font.getAscent());
        drawSide(g2, down.charAt(1), (w - font.charWidth(down.charAt(1))) / 2, h - SIDE_MARGIN);
    }

    private static void drawSide(Graphics2D g2, char side, int x, int y) {
        g2.setColor(Color.BLACK);
        g2.drawString(String.valueOf(side), x + 1, y + 1);
        g2.setColor(Color.WHITE);
        g2.drawString(String.valueOf(side), x, y);
    }

    private void drawHints(Graphics2D g2, AffineTransform pixels) {
        int axis = view.geometry.plane().axis();
        for (Hint hint : settings.hints) {
            if (Math.rint(hint.at().get(axis)) != view.shownLayer()) {
                continue;
            }
            double[] p = {view.geometry.pixelX(hint.at()), view.geometry.pixelY(hint.at())};
            pixels.transform(p, 0, p, 0, 1);
            Ellipse2D dot = new Ellipse2D.Double(p[0] - HINT_SIZE, p[1] - HINT_SIZE, 2 * HINT_SIZE, 2 * HINT_SIZE);
            g2.setColor(hint.label() == 0 ? Color.BLACK : LabelColours.of(hint.label()));
            g2.fill(dot);
            g2.setColor(Color.WHITE);
            g2.draw(dot);
            g2.draw(new Line2D.Double(p[0] - 3, p[1], p[0] + 3, p[1]));
            if (hint.label() != 0) {
                g2.draw(new Line2D.Double(p[0], p[1] - 3, p[0], p[1] + 3));
            }
        }
    }

    private void drawDraft(Graphics2D g2, AffineTransform pixels) {
        if (view.draft.isEmpty()) {
            return;
        }
        Path2D.Double path = new Path2D.Double();
        path.moveTo(view.draft.get(0)[0], view.draft.get(0)[1]);
        view.draft.forEach(p -> path.lineTo(p[0], p[1]));
        if (view.mouse != null && settings.tool == EditSettings.Tool.POLYGON) {
            path.lineTo(view.mouse[0], view.mouse[1]);
        }
        path.closePath();
        g2.setColor(LabelColours.of(settings.label));
        g2.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.25f));
        g2.fill(path.createTransformedShape(pixels));
        g2.setComposite(AlphaComposite.SrcOver);
        g2.draw(path.createTransformedShape(pixels));
    }

    private void drawBrush(Graphics2D g2, AffineTransform pixels, double zoom) {
        boolean brush = settings.tool == EditSettings.Tool.BRUSH || settings.tool == EditSettings.Tool.ERASER;
        if (!brush || view.mouse == null) {
            return;
        }
        double[] p = view.mouse.clone();
        pixels.transform(p, 0, p, 0, 1);
        double r = settings.radius / view.geometry.pixel() * zoom;
        Ellipse2D circle = new Ellipse2D.Double(p[0] - r, p[1] - r, 2 * r, 2 * r);
        g2.setColor(Color.BLACK);
        g2.setStroke(new BasicStroke(2.6f));
        g2.draw(circle);
        g2.setColor(settings.tool == EditSettings.Tool.ERASER ? Color.WHITE : LabelColours.of(settings.label));
        g2.setStroke(new BasicStroke(1.2f));
        g2.draw(circle);
    }
}
