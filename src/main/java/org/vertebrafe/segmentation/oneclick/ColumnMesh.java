package org.vertebrafe.segmentation.oneclick;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.vertebrafe.base.Vec3;

/**
 * A closed triangulated surface each of whose vertices moves along a column of its own. The columns of a placed
 * {@link BodyTemplate} leave a flat core in the middle of the body and fan out: they meet wall and endplates at a right
 * angle, nearly, and do not cross.
 */
final class ColumnMesh {

    /** Size of the core within the section, as a part of the body's. */
    private static final double CORE = 0.55;

    final Icosphere sphere;

    /** Where each column meets the reference surface, x, y, z in LPS mm. */
    final double[] base;

    /** Unit vector along each column, outward. */
    final double[] directions;

    /** From the core to the reference surface, mm. */
    final double[] depths;

    private ColumnMesh(Icosphere sphere, double[] base, double[] directions, double[] depths) {
        this.sphere = sphere;
        this.base = base;
        this.directions = directions;
        this.depths = depths;
    }

    /**
     * A closed surface.
     *
     * @param positions of the vertices, x, y, z in LPS mm
     * @param triangles three vertices each
     */
    record Refined(double[] positions, int[] triangles) {}

    static ColumnMesh of(BodyTemplate template, BodyPose pose) {
        double[] base = template.placed(pose);
        double[] roots = template.placed(pose, CORE, 0);
        double[] directions = new double[base.length];
        double[] depths = new double[template.sphere.vertices];
        for (int v = 0; v < depths.length; v++) {
            Vec3 column = vertex(base, v).minus(vertex(roots, v));
            depths[v] = column.norm();
            set(directions, v, column.times(1 / depths[v]));
        }
        return new ColumnMesh(template.sphere, base, directions, depths);
    }

    /** The same columns with the reference surface moved along them, mm. */
    ColumnMesh moved(double[] offsets) {
        double[] moved = positions(offsets);
        double[] deeper = depths.clone();
        for (int v = 0; v < deeper.length; v++) {
            deeper[v] += offsets[v];
        }
        return new ColumnMesh(sphere, moved, directions, deeper);
    }

    /** Where the surface is when each vertex is so far from the reference surface, x, y, z in LPS mm. */
    double[] positions(double[] offsets) {
        double[] out = base.clone();
        for (int v = 0; v < offsets.length; v++) {
            out[3 * v] += offsets[v] * directions[3 * v];
            out[3 * v + 1] += offsets[v] * directions[3 * v + 1];
            out[3 * v + 2] += offsets[v] * directions[3 * v + 2];
        }
        return out;
    }

    /** Unit outward normals of a surface of this mesh. */
    double[] normals(double[] positions) {
        double[] normals = BodyTemplate.normals(sphere, positions);
        for (int v = 0; v < normals.length; v += 3) {
            double length = Math.sqrt(
                    normals[v] * normals[v] + normals[v + 1] * normals[v + 1] + normals[v + 2] * normals[v + 2]);
            normals[v] /= length;
            normals[v + 1] /= length;
            normals[v + 2] /= length;
        }
        return normals;
    }

    /** Sum of the two principal curvatures at each vertex, 1/mm, positive where the surface bulges outward. */
    double[] curvatures() {
        double[] normals = normals(base);
        double[] curvatures = new double[depths.length];
        for (int v = 0; v < curvatures.length; v++) {
            Vec3 p = vertex(base, v);
            double squares = 0;
            double rise = 0;
            for (int other : sphere.neighbours[v]) {
                Vec3 d = vertex(base, other).minus(p);
                squares += d.dot(d);
                rise += d.dot(vertex(normals, v));
            }
            // On a paraboloid the neighbours' mean rise is a quarter of the sum times their mean squared distance.
            curvatures[v] = -4 * rise / squares;
        }
        return curvatures;
    }

    /**
     * The surface with each edge cut in two, the new vertices where cubic curves along the vertices' normals run (Vlachos,
     * Peters, Boyd and Mitchell 2001, doi:10.1145/364338.364387): flat triangles would cut off the rims.
     */
    Refined refined() {
        double[] normals = normals(base);
        int[] t = sphere.triangles;
        int[] triangles = new int[4 * t.length];
        double[] positions = Arrays.copyOf(base, base.length + 3 * t.length / 2);
        Map<Long, Integer> middles = new HashMap<>();
        int at = 0;
        for (int f = 0; f < t.length; f += 3) {
            int[] m = new int[3];
            for (int e = 0; e < 3; e++) {
                int a = Math.min(t[f + e], t[f + (e + 1) % 3]);
                int b = Math.max(t[f + e], t[f + (e + 1) % 3]);
                Integer known = middles.get((long) a * depths.length + b);
                if (known == null) {
                    known = depths.length + middles.size();
                    set(
                            positions,
                            known,
                            middle(vertex(base, a), vertex(normals, a), vertex(base, b), vertex(normals, b)));
                    middles.put((long) a * depths.length + b, known);
                }
                m[e] = known;
            }
            for (int v : new int[] {t[f], m[0], m[2], m[0], t[f + 1], m[1], m[2], m[1], t[f + 2], m[0], m[1], m[2]}) {
                triangles[at++] = v;
            }
        }
        return new Refined(positions, triangles);
    }

    private static Vec3 middle(Vec3 a, Vec3 na, Vec3 b, Vec3 nb) {
        Vec3 d = b.minus(a);
        return a.plus(b).times(0.5).minus(na.times(d.dot(na) / 8)).plus(nb.times(d.dot(nb) / 8));
    }

    /** Values spread over the mesh: a number of rounds of the mean of each vertex and its neighbours, weighted. */
    double[] smoothed(double[] values, double[] weights, int rounds) {
        double[] value = values.clone();
        double[] weight = weights.clone();
        for (int round = 0; round < rounds; round++) {
            double[] nextValue = new double[value.length];
            double[] nextWeight = new double[value.length];
            for (int v = 0; v < value.length; v++) {
                double w = weight[v];
                double sum = w * value[v];
                for (int other : sphere.neighbours[v]) {
                    double share = weight[other] / sphere.neighbours[v].length;
                    w += share;
                    sum += share * value[other];
                }
                nextWeight[v] = w / 2;
                nextValue[v] = w > 0 ? sum / w : value[v];
            }
            value = nextValue;
            weight = nextWeight;
        }
        return value;
    }

    static Vec3 vertex(double[] xyz, int v) {
        return new Vec3(xyz[3 * v], xyz[3 * v + 1], xyz[3 * v + 2]);
    }

    private static void set(double[] xyz, int v, Vec3 p) {
        xyz[3 * v] = p.x();
        xyz[3 * v + 1] = p.y();
        xyz[3 * v + 2] = p.z();
    }
}
