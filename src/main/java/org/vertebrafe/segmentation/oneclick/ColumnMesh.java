package org.vertebrafe.segmentation.oneclick;

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
