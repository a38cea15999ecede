package org.vertebrafe.imagej.view3d;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Vec3;

/**
 * Draws triangles with a z-buffer. The picture is cut into strips of rows that threads work on side by side; each pixel
 * is written by one of them, so that the picture does not depend on how many there are.
 */
final class Raster {

    /** No triangle. */
    static final int NOTHING = -1;

    /**
     * How triangles are coloured.
     *
     * @param colours 256 colours, 0xRRGGBB
     * @param min value of the first
     * @param max value of the last
     * @param none colour where there is no value
     * @param lines whether the sides of elements are drawn
     */
    record Look(int[] colours, double min, double max, int none, boolean lines) {}

    private static final float AMBIENT = 0.42f;
    /** A faint shine, so that dark colours show their shape too: its strength, of 255. */
    private static final float SHINE = 46;

    private static final float FAR = -Float.MAX_VALUE;
    private static final int STRIP = 96;

    final int width;
    final int height;
    final int[] rgb;
    /** Element seen at each pixel, or {@link #NOTHING}. */
    final int[] element;

    private final float[] depth;
    private final float[] light = new float[Normals.COUNT];
    private final float[] shine = new float[Normals.COUNT];
    private float[] screen = new float[0];
    private int[] facing = new int[0];
    /** Half the width of a line, pixels. */
    private final float half;

    /**
     * @param finer how many pixels of this raster become one of the picture, along each side
     */
    Raster(int width, int height, int finer) {
        this.width = width;
        this.height = height;
        rgb = new int[width * height];
        element = new int[width * height];
        depth = new float[width * height];
        half = 0.55f * finer;
    }

    void clear(int colour) {
        Arrays.fill(rgb, colour);
        Arrays.fill(element, NOTHING);
        Arrays.fill(depth, FAR);
    }

    void draw(Triangles triangles, Camera camera, Look look, TaskExecutor threads) {
        project(triangles.xyz(), camera);
        light(camera);
        int count = facing(triangles);
        int strips = (height + STRIP - 1) / STRIP;
        threads.forEach(
                IntStream.range(0, strips).boxed().toList(),
                s -> strip(triangles, count, look, s * STRIP, Math.min(height, (s + 1) * STRIP)));
    }

    private void project(float[] xyz, Camera camera) {
        if (screen.length < xyz.length) {
            screen = new float[xyz.length];
        }
        Vec3 towards = camera.towards();
        float[] m = {
            (float) (camera.right().x() * camera.scale()),
            (float) (camera.right().y() * camera.scale()),
            (float) (camera.right().z() * camera.scale()),
            (float) (-camera.up().x() * camera.scale()),
            (float) (-camera.up().y() * camera.scale()),
            (float) (-camera.up().z() * camera.scale()),
            (float) towards.x(),
            (float) towards.y(),
            (float) towards.z()
        };
        float cx = (float) (width / 2.0 + camera.panX());
        float cy = (float) (height / 2.0 + camera.panY());
        for (int i = 0; i < xyz.length; i += 3) {
            screen[i] = cx + m[0] * xyz[i] + m[1] * xyz[i + 1] + m[2] * xyz[i + 2];
            screen[i + 1] = cy + m[3] * xyz[i] + m[4] * xyz[i + 1] + m[5] * xyz[i + 2];
            screen[i + 2] = m[6] * xyz[i] + m[7] * xyz[i + 1] + m[8] * xyz[i + 2];
        }
    }

    /** One lamp over the viewer's left shoulder, and light from everywhere. */
    private void light(Camera camera) {
        Vec3 lamp = camera.towards()
                .plus(camera.up().times(0.45))
                .plus(camera.right().times(-0.35))
                .normalized();
        Vec3 bisector = lamp.plus(camera.towards()).normalized();
        for (int code = 0; code < light.length; code++) {
            double facing = lamp.x() * Normals.component(code, 0)
                    + lamp.y() * Normals.component(code, 1)
                    + lamp.z() * Normals.component(code, 2);
            double half = bisector.x() * Normals.component(code, 0)
                    + bisector.y() * Normals.component(code, 1)
                    + bisector.z() * Normals.component(code, 2);
            light[code] = AMBIENT + (1 - AMBIENT) * (float) Math.max(0, facing);
            double square = half > 0 ? half * half : 0;
            double fourth = square * square;
            shine[code] = SHINE * (float) (fourth * fourth * fourth);
        }
    }

    /** Lists the triangles that can be seen and reach into the picture; returns how many. */
    private int facing(Triangles t) {
        if (facing.length < t.count()) {
            facing = new int[t.count()];
        }
        int[] corners = t.corners();
        int n = 0;
        for (int i = 0; i < t.count(); i++) {
            int a = 3 * corners[3 * i];
            int b = 3 * corners[3 * i + 1];
            int c = 3 * corners[3 * i + 2];
            float xa = screen[a];
            float xb = screen[b];
            float xc = screen[c];
            // On the screen y points down: triangles that face the viewer run clockwise there. Where something is cut
            // away the insides of the others are seen, if only through the seam between a curved side and a cut.
            float area = area(a, b, c);
            if ((area < 0 || area > 0 && t.beyond() != null)
                    && Math.max(xa, Math.max(xb, xc)) >= 0
                    && Math.min(xa, Math.min(xb, xc)) < width) {
                facing[n++] = i;
            }
        }
        return n;
    }

    private float area(int a, int b, int c) {
        return (screen[b] - screen[a]) * (screen[c + 1] - screen[a + 1])
                - (screen[c] - screen[a]) * (screen[b + 1] - screen[a + 1]);
    }

    private void strip(Triangles t, int count, Look look, int top, int bottom) {
        int[] corners = t.corners();
        for (int f = 0; f < count; f++) {
            int i = facing[f];
            int a = 3 * corners[3 * i];
            int b = 3 * corners[3 * i + 1];
            int c = 3 * corners[3 * i + 2];
            float ya = screen[a + 1];
            float yb = screen[b + 1];
            float yc = screen[c + 1];
            if (Math.max(ya, Math.max(yb, yc)) >= top && Math.min(ya, Math.min(yb, yc)) < bottom) {
                fill(t, look, i, a, b, c, area(a, b, c), top, bottom);
            }
        }
    }

    private void fill(Triangles t, Look look, int i, int a, int b, int c, float area, int top, int bottom) {
        float xa = screen[a];
        float ya = screen[a + 1];
        float xb = screen[b];
        float yb = screen[b + 1];
        float xc = screen[c];
        float yc = screen[c + 1];
        int left = Math.max(0, (int) Math.ceil(Math.min(xa, Math.min(xb, xc)) - 0.5f));
        int right = Math.min(width - 1, (int) Math.floor(Math.max(xa, Math.max(xb, xc)) - 0.5f));
        int low = Math.max(top, (int) Math.ceil(Math.min(ya, Math.min(yb, yc)) - 0.5f));
        int high = Math.min(bottom - 1, (int) Math.floor(Math.max(ya, Math.max(yb, yc)) - 0.5f));
        float inverse = 1 / area;
        // Shares of the corners: linear over the screen, 1 at their own.
        float ax = (yb - yc) * inverse;
        float ay = (xc - xb) * inverse;
        float bx = (yc - ya) * inverse;
        float by = (xa - xc) * inverse;
        float za = screen[a + 2];
        float zb = screen[b + 2];
        float zc = screen[c + 2];
        short[] normals = t.normals();
        float la = light[normals[3 * i]];
        float lb = light[normals[3 * i + 1]];
        float lc = light[normals[3 * i + 2]];
        float sa = shine[normals[3 * i]];
        float sb = shine[normals[3 * i + 1]];
        float sc = shine[normals[3 * i + 2]];
        float factor = (float) (255 / (look.max() - look.min()));
        float va = (t.values()[3 * i] - (float) look.min()) * factor;
        float vb = (t.values()[3 * i + 1] - (float) look.min()) * factor;
        float vc = (t.values()[3 * i + 2] - (float) look.min()) * factor;
        float[] beyond = t.beyond();
        float da = beyond == null ? -1 : beyond[a / 3];
        float db = beyond == null ? -1 : beyond[b / 3];
        float dc = beyond == null ? -1 : beyond[c / 3];
        if (da > 0 && db > 0 && dc > 0) {
            return;
        }
        boolean whole = !(da > 0 || db > 0 || dc > 0);
        int lines = look.lines() ? t.edges()[i] : 0;
        // A corner's share times this is the distance from the opposite side, pixels.
        float size = Math.abs(area);
        float ha = size / (float) Math.hypot(xc - xb, yc - yb);
        float hb = size / (float) Math.hypot(xa - xc, ya - yc);
        float hc = size / (float) Math.hypot(xb - xa, yb - ya);
        for (int y = low; y <= high; y++) {
            float dy = y + 0.5f - yc;
            int at = y * width + left;
            for (int x = left; x <= right; x++, at++) {
                float dx = x + 0.5f - xc;
                float wa = ax * dx + ay * dy;
                float wb = bx * dx + by * dy;
                float wc = 1 - wa - wb;
                if (wa < 0 || wb < 0 || wc < 0) {
                    continue;
                }
                float z = wa * za + wb * zb + wc * zc;
                if (z <= depth[at] || !(whole || wa * da + wb * db + wc * dc <= 0)) {
                    continue;
                }
                depth[at] = z;
                element[at] = t.elements()[i];
                float shade = wa * la + wb * lb + wc * lc;
                if (lines != 0
                        && ((lines & 1) != 0 && wc * hc < half
                                || (lines & 2) != 0 && wa * ha < half
                                || (lines & 4) != 0 && wb * hb < half)) {
                    shade *= 0.62f;
                }
                float value = wa * va + wb * vb + wc * vc;
                rgb[at] = shaded(colour(look, value), shade, wa * sa + wb * sb + wc * sc);
            }
        }
    }

    private static int colour(Look look, float value) {
        if (Float.isNaN(value)) {
            return look.none();
        }
        return look.colours()[Math.max(0, Math.min(255, Math.round(value)))];
    }

    private static int shaded(int rgb, float shade, float shine) {
        int r = Math.min(255, (int) ((rgb >> 16 & 0xFF) * shade + shine));
        int g = Math.min(255, (int) ((rgb >> 8 & 0xFF) * shade + shine));
        int b = Math.min(255, (int) ((rgb & 0xFF) * shade + shine));
        return r << 16 | g << 8 | b;
    }
}
