package org.vertebrafe.benchmark;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.ImageStack;
import java.awt.Point;
import java.awt.Robot;
import java.awt.event.InputEvent;
import java.util.Arrays;
import java.util.Locale;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.edit.EditorHandle;
import org.vertebrafe.segmentation.edit.Slicing;

/**
 * From the mouse to the screen: how long after a movement of the mouse the brush's stroke has been drawn, in the label
 * editor on a CT of 512 x 512 x 400 voxels. Needs a screen, for instance {@code xvfb-run}.
 */
public final class EditLatency {

    private static final int SIZE = 512;
    private static final int SLICES = 400;
    private static final int MOVES = 120;
    private static final long PATIENCE = 2_000_000_000L;

    private static volatile long drawn;

    private EditLatency() {}

    public static void main(String[] arguments) throws Exception {
        new ImageJ(ImageJ.NO_SHOW);
        ImageStack ct = new ImageStack(SIZE, SIZE);
        ImageStack labels = new ImageStack(SIZE, SIZE);
        for (int k = 0; k < SLICES; k++) {
            ct.addSlice("", ctSlice(k));
            labels.addSlice("", labelSlice(k));
        }
        ImagePlus image = placed("ct", ct);
        image.setDisplayRange(-200, 800);
        image.show();
        image.getWindow().setLocation(10, 10);
        long start = System.nanoTime();
        EditorHandle editor = EditorHandle.open(image, placed("labels", labels));
        System.out.printf(Locale.ROOT, "open: %.1f s%n", (System.nanoTime() - start) / 1e9);
        editor.onDrawn(() -> drawn = System.nanoTime());
        Robot hand = new Robot();
        hand.delay(3000);
        editor.choose("BRUSH");
        for (Slicing plane : Slicing.values()) {
            for (double radius : new double[] {3, 15}) {
                editor.brush(radius, false);
                measure(hand, editor, plane, radius + " mm disc");
            }
        }
        editor.brush(15, true);
        measure(hand, editor, Slicing.AXIAL, "15 mm ball");
        System.exit(0);
    }

    /** Air, a body, a bone: written as the scanner's own unsigned numbers would be. */
    private static short[] ctSlice(int k) {
        short[] slice = new short[SIZE * SIZE];
        for (int p = 0; p < slice.length; p++) {
            double r = Math.hypot(p % SIZE - 256.0, (p / SIZE - 256.0) * 1.3);
            int texture = (p * 31 + k * 17) % 40;
            slice[p] = (short) (r > 240 ? 24 : r > 60 ? 1064 + texture : 1200 + 4 * texture);
        }
        return slice;
    }

    private static short[] labelSlice(int k) {
        short[] slice = new short[SIZE * SIZE];
        for (int p = 0; p < slice.length; p++) {
            double r = Math.hypot(p % SIZE - 256.0, (p / SIZE - 256.0) * 1.3);
            slice[p] = (short) (r > 60 || k < 180 || k > 220 ? 0 : r > 54 ? 2 : 1);
        }
        return slice;
    }

    private static ImagePlus placed(String title, ImageStack stack) {
        ImagePlus image = new ImagePlus(title, stack);
        image.getCalibration().setUnit("mm");
        image.getCalibration().pixelWidth = 0.4;
        image.getCalibration().pixelHeight = 0.4;
        image.getCalibration().pixelDepth = 1;
        if (title.equals("ct")) {
            image.getCalibration().setFunction(ij.measure.Calibration.STRAIGHT_LINE, new double[] {-1024, 1}, "HU");
        }
        return image;
    }

    private static void measure(Robot hand, EditorHandle editor, Slicing plane, String what) {
        IJ.wait(500);
        editor.image(plane).getWindow().toFront();
        IJ.wait(500);
        int[] p = editor.position();
        Point at = editor.onScreen(plane, new Vec3(p[0], p[1], p[2]));
        hand.mouseMove(at.x, at.y);
        hand.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        hand.delay(300);
        double[] times = new double[MOVES];
        int lost = 0;
        for (int n = 0; n < MOVES; n++) {
            double angle = n * 0.21;
            double reach = 20 + 0.5 * n;
            long moved = System.nanoTime();
            hand.mouseMove((int) (at.x + reach * Math.cos(angle)), (int) (at.y + reach * Math.sin(angle)));
            while (drawn < moved && System.nanoTime() - moved < PATIENCE) {
                Thread.onSpinWait();
            }
            lost += drawn < moved ? 1 : 0;
            times[n] = (drawn - moved) / 1e6;
            hand.delay(15);
        }
        hand.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        hand.delay(200);
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%s, %s: median %.1f ms, 95th percentile %.1f ms, longest %.1f ms of %d movements%s%n",
                plane.id(),
                what,
                times[MOVES / 2],
                times[MOVES * 95 / 100],
                times[MOVES - 1],
                MOVES,
                lost > 0 ? ", " + lost + " not drawn" : "");
        editor.undo();
    }
}
