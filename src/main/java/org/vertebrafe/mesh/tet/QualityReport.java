package org.vertebrafe.mesh.tet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/**
 * The quality of a tetrahedral mesh, of its straight-sided elements except for the Jacobian.
 *
 * @param dihedral angles between the faces of each element, degrees
 * @param radiusRatio three times inscribed over circumscribed radius of each element: 1 is regular
 * @param edgeLength length of each edge of the mesh, mm
 * @param jacobianRatio least over greatest Jacobian determinant of each element at its corners, mid-side nodes and the four
 *     points of integration: 1 where its sides are straight, not positive where it is folded
 * @param volume of all elements, mm3, with the bent sides of quadratic ones
 */
public record QualityReport(
        Distribution dihedral,
        Distribution radiusRatio,
        Distribution edgeLength,
        Distribution jacobianRatio,
        double volume) {

    private static final int CHUNK = 8192;

    /** Measures a mesh of {@link ElementType#TET4} or {@link ElementType#TET10}. */
    public static QualityReport of(Mesh mesh, TaskExecutor threads) {
        if (mesh.type() == ElementType.HEX8) {
            throw new IllegalArgumentException("not a mesh of tetrahedra");
        }
        int chunks = (mesh.elements() + CHUNK - 1) / CHUNK;
        Distribution.Collector[][] parts = new Distribution.Collector[chunks][];
        double[] volumes = new double[chunks];
        Chunks.forEach(threads, mesh.elements(), CHUNK, (from, to) -> {
            Distribution.Collector[] part = collectors();
            for (int start = from; start < to; start += CHUNK) {
                volumes[start / CHUNK] = measure(mesh, start, Math.min(to, start + CHUNK), part);
            }
            parts[from / CHUNK] = part;
        });
        Distribution.Collector[] all = collectors();
        double volume = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            for (int q = 0; parts[chunk] != null && q < all.length; q++) {
                all[q].join(parts[chunk][q]);
            }
            volume += volumes[chunk];
        }
        return new QualityReport(
                all[0].result("Dihedral angle", "degrees"),
                all[1].result("Radius ratio", ""),
                edges(mesh),
                all[2].result("Jacobian ratio", ""),
                volume);
    }

    private static Distribution.Collector[] collectors() {
        return new Distribution.Collector[] {
            new Distribution.Collector(0, 180, 90),
            new Distribution.Collector(0, 1, 50),
            new Distribution.Collector(0, 1, 50)
        };
    }

    private static double measure(Mesh mesh, int from, int to, Distribution.Collector[] part) {
        TetShape shape = new TetShape();
        QuadraticJacobian jacobian = new QuadraticJacobian();
        int[] nodes = mesh.connectivity();
        int per = mesh.type().nodes();
        double volume = 0;
        for (int e = from; e < to; e++) {
            int at = e * per;
            shape.measure(mesh.coordinates(), nodes[at], nodes[at + 1], nodes[at + 2], nodes[at + 3]);
            part[1].add(shape.volume > 0 ? shape.radiusRatio : 0);
            for (double cosine : shape.cosine) {
                part[0].add(Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, cosine)))));
            }
            if (per == 10) {
                jacobian.load(mesh.coordinates(), nodes, at);
                part[2].add(jacobian.ratio());
                volume += jacobian.volume();
            } else {
                part[2].add(shape.volume > 0 ? 1 : -1);
                volume += shape.volume;
            }
        }
        return volume;
    }

    private static Distribution edges(Mesh mesh) {
        int per = mesh.type().nodes();
        int[] corners = new int[4 * mesh.elements()];
        for (int e = 0; e < mesh.elements(); e++) {
            System.arraycopy(mesh.connectivity(), per * e, corners, 4 * e, 4);
        }
        double[] xyz = mesh.coordinates();
        Edges edges = Edges.of(mesh.nodes(), corners);
        double[] lengths = new double[edges.count()];
        edges.forEach(0, mesh.nodes(), (number, a, b) -> {
            double dx = xyz[3 * a] - xyz[3 * b];
            double dy = xyz[3 * a + 1] - xyz[3 * b + 1];
            double dz = xyz[3 * a + 2] - xyz[3 * b + 2];
            lengths[number] = Math.sqrt(dx * dx + dy * dy + dz * dz);
        });
        double longest = 0;
        for (double length : lengths) {
            longest = Math.max(longest, length);
        }
        Distribution.Collector collector = new Distribution.Collector(0, Math.max(longest, 1e-9), 50);
        for (double length : lengths) {
            collector.add(length);
        }
        return collector.result("Edge length", "mm");
    }

    /** The four quantities in the order of a table. */
    public List<Distribution> distributions() {
        return List.of(dihedral, radiusRatio, edgeLength, jacobianRatio);
    }

    /** The quality as lines of a table for a person to read. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%-24s %9s %9s %9s %9s", "", "min", "mean", "max", "SD"));
        for (Distribution d : distributions()) {
            String title = d.unit().isEmpty() ? d.name() : d.name() + ", " + d.unit();
            lines.add(String.format(
                    Locale.ROOT, "%-24s %9.3f %9.3f %9.3f %9.3f", title, d.min(), d.mean(), d.max(), d.sd()));
        }
        return lines;
    }
}
