package org.vertebrafe.mesh.tet;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.vertebrafe.base.Vec3;

/** Pictures of triangle surfaces for the eye of a developer: parallel light, hidden parts hidden, edges if wanted. */
public final class SurfacePicture {

    private static final int SIZE = 1100;

    private SurfacePicture() {}

    /**
     * Draws a surface as seen along a direction.
     *
     * @param surface what to draw
     * @param view direction of sight, from the eye
     * @param up what is up in the picture
     * @param edges whether to draw the triangles' edges
     * @param file a PNG file
     */
    public static void write(TriangleSurface surface, Vec3 view, Vec3 up, boolean edges, Path file) throws IOException {
        Vec3 w = view.normalized();
        Vec3 right = w.cross(up).normalized();
        Vec3 top = right.cross(w);
        Vec3 light = w.times(-1).plus(top.times(0.7)).plus(right.times(-0.5)).normalized();
        double[] low = new double[2];
        double[] high = new double[2];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        for (int v : surface.triangles()) {
            double x = surface.vertex(v).dot(right);
            double y = surface.vertex(v).dot(top);
            low[0] = Math.min(low[0], x);
            high[0] = Math.max(high[0], x);
            low[1] = Math.min(low[1], y);
            high[1] = Math.max(high[1], y);
        }
        double scale = (SIZE - 20) / Math.max(high[0] - low[0], high[1] - low[1]);
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        double[] depth = new double[SIZE * SIZE];
        Arrays.fill(depth, Double.POSITIVE_INFINITY);
        for (int t = 0; t < surface.triangles().length; t += 3) {
            Vec3[] p = new Vec3[3];
            for (int c = 0; c < 3; c++) {
                Vec3 q = surface.vertex(surface.triangles()[t + c]);
                p[c] = new Vec3(
                        10 + (q.dot(right) - low[0]) * scale, SIZE - 10 - (q.dot(top) - low[1]) * scale, q.dot(w));
            }
            Vec3 a = surface.vertex(surface.triangles()[t]);
            Vec3 normal = surface.vertex(surface.triangles()[t + 1])
                    .minus(a)
                    .cross(surface.vertex(surface.triangles()[t + 2]).minus(a));
            boolean back = normal.dot(w) > 0;
            double shade = normal.norm() == 0 ? 0 : normal.normalized().dot(light);
            int grey = (int) Math.max(0, Math.min(255, 60 + 180 * Math.max(0, shade)));
            int colour = back ? 0xC02020 : grey << 16 | grey << 8 | (int) (grey * 0.85);
            fill(image, depth, p, colour, edges);
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private static void fill(BufferedImage image, double[] depth, Vec3[] p, int colour, boolean edges) {
        double area = (p[1].x() - p[0].x()) * (p[2].y() - p[0].y()) - (p[2].x() - p[0].x()) * (p[1].y() - p[0].y());
        if (area == 0) {
            return;
        }
        int x0 = (int) Math.max(0, Math.floor(Math.min(p[0].x(), Math.min(p[1].x(), p[2].x()))));
        int x1 = (int) Math.min(SIZE - 1, Math.ceil(Math.max(p[0].x(), Math.max(p[1].x(), p[2].x()))));
        int y0 = (int) Math.max(0, Math.floor(Math.min(p[0].y(), Math.min(p[1].y(), p[2].y()))));
        int y1 = (int) Math.min(SIZE - 1, Math.ceil(Math.max(p[0].y(), Math.max(p[1].y(), p[2].y()))));
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                double[] b = new double[3];
                boolean inside = true;
                double edge = Double.POSITIVE_INFINITY;
                for (int c = 0; c < 3; c++) {
                    Vec3 f = p[(c + 1) % 3];
                    Vec3 g = p[(c + 2) % 3];
                    b[c] = ((f.x() - x) * (g.y() - y) - (g.x() - x) * (f.y() - y)) / area;
                    inside &= b[c] >= -1e-9;
                    edge = Math.min(edge, b[c] * Math.abs(area) / Math.hypot(f.x() - g.x(), f.y() - g.y()));
                }
                double z = b[0] * p[0].z() + b[1] * p[1].z() + b[2] * p[2].z();
                if (inside && z < depth[y * SIZE + x]) {
                    depth[y * SIZE + x] = z;
                    image.setRGB(x, y, edges && edge < 0.7 ? colour >> 1 & 0x7F7F7F : colour);
                }
            }
        }
    }
}
