package org.vertebrafe.segmentation.oneclick;

import java.util.Arrays;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Vec3;

/**
 * Judges slopes of an image against those that bone has in it: sharp or blurred, dense or osteoporotic.
 *
 * @param halfSlope slope that counts half as an edge, HU/mm
 */
record EdgeStrength(double halfSlope) {

    /** Radius of the ball about the seed whose slopes are looked at, mm: holds the larger part of a body's surface. */
    private static final double RADIUS = 32;

    /**
     * Part of the ball's voxels that are no edge of bone. The surface of a vertebral body (some 60 cm2) blurred over 2 mm
     * takes up about a tenth of the ball.
     */
    private static final double NO_EDGE = 0.92;

    /** The typical edge so found counts this many times the half. */
    private static final double TYPICAL = 2;

    /** Edges up to this strength within bone are texture and noise. */
    private static final double TEXTURE = 0.35;

    /** The scale of an image about a place. */
    static EdgeStrength about(WorkingCube cube, Vec3 centre, TaskExecutor threads) {
        int n = (int) RADIUS;
        double[][] layers = new double[2 * n + 1][];
        Chunks.forEach(threads, layers.length, 4, (from, to) -> {
            for (int k = from; k < to; k++) {
                layers[k] = layer(cube, centre, k - n);
            }
        });
        double[] slopes =
                Arrays.stream(layers).flatMapToDouble(Arrays::stream).sorted().toArray();
        return new EdgeStrength(Math.max(slopes[(int) (NO_EDGE * (slopes.length - 1))] / TYPICAL, 1));
    }

    /** Slopes in one layer of the ball. */
    private static double[] layer(WorkingCube cube, Vec3 centre, int k) {
        int n = (int) RADIUS;
        double[] slopes = new double[(2 * n + 1) * (2 * n + 1)];
        int count = 0;
        for (int j = -n; j <= n; j++) {
            for (int i = -n; i <= n; i++) {
                if (i * i + j * j + k * k <= n * n) {
                    double x = centre.x() + i;
                    double y = centre.y() + j;
                    double z = centre.z() + k;
                    double gx = slope(cube, x, y, z, 1, 0, 0);
                    double gy = slope(cube, x, y, z, 0, 1, 0);
                    double gz = slope(cube, x, y, z, 0, 0, 1);
                    slopes[count++] = Math.sqrt(gx * gx + gy * gy + gz * gz);
                }
            }
        }
        return Arrays.copyOf(slopes, count);
    }

    /** How strongly the image falls along a unit direction at a position in LPS mm, -1..1. */
    double at(WorkingCube cube, double x, double y, double z, double ux, double uy, double uz) {
        double slope = slope(cube, x, y, z, ux, uy, uz);
        return slope / (Math.abs(slope) + halfSlope);
    }

    /** How much an edge inside the bone speaks against a surface outside it, 0..1. */
    double passed(double edge) {
        return Math.max(0, edge - TEXTURE) / (1 - TEXTURE);
    }

    /** Fall of the image along a unit direction, HU/mm, over 2 mm. */
    static double slope(WorkingCube cube, double x, double y, double z, double ux, double uy, double uz) {
        return cube.fall(x, y, z, ux, uy, uz) / 2;
    }
}
