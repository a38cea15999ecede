package org.vertebrafe.imagej;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.BitSet;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.mesh.tet.TetMesh;
import org.vertebrafe.mesh.tet.TriangleSurface;
import org.vertebrafe.segmentation.Tissue;

/**
 * A mesh of tetrahedra cut open along a sagittal plane through its middle, seen obliquely from the patient's left: the
 * elements with their edges, coloured by tissue. Drawn without a screen.
 */
public final class MeshPicture {

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 900;
    private static final int MARGIN = 20;

    /** Where the eye looks: to the right, a little backward and down. */
    private static final Vec3 VIEW = new Vec3(-1, 0.35, -0.3).normalized();

    private static final Vec3 UP = new Vec3(0, 0, 1);
    private static final int PAPER = 0xFFFFFF;
    private static final int PLAIN = 0xD8CBB0;
    private static final int CORTICAL = 0xE9DDBF;
    private static final int TRABECULAR = 0xCE9C74;
    private static final int CAP = 0x93AFC4;

    private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    private final double[] depth = new double[WIDTH * HEIGHT];

    private MeshPicture() {
        Arrays.fill(depth, Double.POSITIVE_INFINITY);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, PAPER);
            }
        }
    }

    /** Draws a mesh, cut open. */
    public static BufferedImage cutOpen(TetMesh mesh) {
        double plane = mesh.surface().centre().x();
        BitSet kept = new BitSet();
        int per = mesh.mesh().type().nodes();
        for (int e = 0; e < mesh.mesh().elements(); e++) {
            double sum = 0;
            for (int c = 0; c < 4; c++) {
                sum += mesh.mesh().node(mesh.mesh().connectivity()[per * e + c]).x();
            }
            kept.set(e, sum / 4 <= plane);
        }
        int[] facets = mesh.facetsAround(kept);
        MeshPicture picture = new MeshPicture();
        picture.draw(mesh.surface(facets), facets, mesh.tissues());
        return picture.image;
    }

    private static int colour(byte[] tissues, int facet) {
        Tissue tissue = tissues.length == 0 ? null : Tissue.ofCode(tissues[facet / 4]);
        if (tissue == null) {
            return PLAIN;
        }
        return tissue.isCap() ? CAP : tissue.isCortical() ? CORTICAL : tissue.isTrabecular() ? TRABECULAR : PLAIN;
    }

    private void draw(TriangleSurface surface, int[] facets, byte[] tissues) {
        Vec3 right = VIEW.cross(UP).normalized();
        Vec3 top = right.cross(VIEW);
        Vec3 light = VIEW.times(-1).plus(top.times(0.8)).plus(right.times(-0.4)).normalized();
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int v : surface.triangles()) {
            double x = surface.vertex(v).dot(right);
            double y = surface.vertex(v).dot(top);
            low[0] = Math.min(low[0], x);
            high[0] = Math.max(high[0], x);
            low[1] = Math.min(low[1], y);
            high[1] = Math.max(high[1], y);
        }
        double scale = Math.min((WIDTH - 2 * MARGIN) / (high[0] - low[0]), (HEIGHT - 2 * MARGIN) / (high[1] - low[1]));
        double left = (WIDTH - scale * (low[0] + high[0])) / 2;
        double base = (HEIGHT + scale * (low[1] + high[1])) / 2;
        for (int f = 0; f < facets.length; f++) {
            Vec3[] p = new Vec3[3];
            for (int c = 0; c < 3; c++) {
                Vec3 q = surface.vertex(surface.triangles()[3 * f + c]);
                p[c] = new Vec3(left + scale * q.dot(right), base - scale * q.dot(top), q.dot(VIEW));
            }
            Vec3 a = surface.vertex(surface.triangles()[3 * f]);
            Vec3 normal = surface.vertex(surface.triangles()[3 * f + 1])
                    .minus(a)
                    .cross(surface.vertex(surface.triangles()[3 * f + 2]).minus(a));
            double facing = normal.norm() == 0 ? 0 : normal.dot(light) / normal.norm();
            fill(p, shaded(colour(tissues, facets[f]), 0.4 + 0.6 * Math.max(0, facing)));
        }
    }

    private static int shaded(int colour, double share) {
        int result = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            result |= (int) ((colour >> shift & 0xFF) * share) << shift;
        }
        return result;
    }

    private void fill(Vec3[] p, int colour) {
        double area = (p[1].x() - p[0].x()) * (p[2].y() - p[0].y()) - (p[2].x() - p[0].x()) * (p[1].y() - p[0].y());
        if (area == 0) {
            return;
        }
        int x0 = (int) Math.max(0, Math.floor(Math.min(p[0].x(), Math.min(p[1].x(), p[2].x()))));
        int x1 = (int) Math.min(WIDTH - 1, Math.ceil(Math.max(p[0].x(), Math.max(p[1].x(), p[2].x()))));
        int y0 = (int) Math.max(0, Math.floor(Math.min(p[0].y(), Math.min(p[1].y(), p[2].y()))));
        int y1 = (int) Math.min(HEIGHT - 1, Math.ceil(Math.max(p[0].y(), Math.max(p[1].y(), p[2].y()))));
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                double z = 0;
                boolean inside = true;
                double edge = Double.POSITIVE_INFINITY;
                for (int c = 0; c < 3; c++) {
                    Vec3 f = p[(c + 1) % 3];
                    Vec3 g = p[(c + 2) % 3];
                    double share = ((f.x() - x) * (g.y() - y) - (g.x() - x) * (f.y() - y)) / area;
                    inside &= share >= -1e-9;
                    edge = Math.min(edge, share * Math.abs(area) / Math.hypot(f.x() - g.x(), f.y() - g.y()));
                    z += share * p[c].z();
                }
                if (inside && z < depth[y * WIDTH + x]) {
                    depth[y * WIDTH + x] = z;
                    image.setRGB(x, y, edge < 0.6 ? shaded(colour, 0.55) : colour);
                }
            }
        }
    }
}
