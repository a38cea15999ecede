package org.vertebrafe.imagej.view3d;

import java.util.Arrays;
import java.util.Optional;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.mesh.Skin;

/**
 * A model turned into triangles: its skin in one look (quantity, deformation, smooth or one colour an element), and the
 * face that a cut lays open. Cuts are laid through the undeformed model.
 */
final class Scene {

    /** Facets that meet at a sharper angle keep an edge in the light, degrees. */
    private static final double CREASE = 40;

    private final Model3D model;
    private final Skin skin;
    private final Vec3 centre;
    private final double radius;
    private final float[] reference;
    /** Mesh node of each vertex of the skin, and the vertices at its corners: nodes inside need not be drawn. */
    private final int[] surface;

    private final int[] corners;
    private final Incidence incidence;

    private float[] position;
    private float[] nodeValues;
    private float[] elementValues;
    private Triangles outside;

    Scene(Model3D model) {
        this.model = model;
        skin = Skin.of(model.mesh());
        double[] xyz = model.mesh().coordinates();
        double[] low = new double[] {1e300, 1e300, 1e300};
        double[] high = new double[] {-1e300, -1e300, -1e300};
        for (int i = 0; i < xyz.length; i++) {
            low[i % 3] = Math.min(low[i % 3], xyz[i]);
            high[i % 3] = Math.max(high[i % 3], xyz[i]);
        }
        centre = new Vec3((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2);
        reference = new float[xyz.length];
        for (int i = 0; i < xyz.length; i++) {
            reference[i] = (float) (xyz[i] - centre.get(i % 3));
        }
        double most = 0;
        for (int i = 0; i < reference.length; i += 3) {
            most = Math.max(most, new Vec3(reference[i], reference[i + 1], reference[i + 2]).norm());
        }
        radius = most;
        surface = Arrays.stream(skin.nodes()).sorted().distinct().toArray();
        int[] vertexOf = new int[model.mesh().nodes()];
        for (int v = 0; v < surface.length; v++) {
            vertexOf[surface[v]] = v;
        }
        corners = Arrays.stream(skin.nodes()).map(n -> vertexOf[n]).toArray();
        incidence = Incidence.of(corners, surface.length);
        show(model.fields().get(0), smoothByDefault(), 0);
    }

    Model3D model() {
        return model;
    }

    /** Distance of the farthest node from the model's middle, mm. */
    double radius() {
        return radius;
    }

    /** Middle of the box around the model, LPS mm. */
    Vec3 centre() {
        return centre;
    }

    boolean smoothByDefault() {
        return model.mesh().type() != ElementType.HEX8;
    }

    /** How far the model reaches from its middle along a direction, mm. */
    double extent(Vec3 direction) {
        double most = 0;
        for (int i = 0; i < reference.length; i += 3) {
            most = Math.max(
                    most,
                    direction.x() * reference[i] + direction.y() * reference[i + 1] + direction.z() * reference[i + 2]);
        }
        return most;
    }

    /**
     * Chooses the look.
     *
     * @param field what to colour by
     * @param smooth whether values on elements are averaged at the nodes, or each element has one colour
     * @param deformation factor of the displacements; 0 for none
     */
    void show(Model3D.Scalar field, boolean smooth, double deformation) {
        position = reference.clone();
        float[] u = model.displacement().orElse(null);
        for (int i = 0; u != null && deformation != 0 && i < position.length; i++) {
            position[i] += (float) (deformation * u[i]);
        }
        elementValues = field.onNodes() ? null : field.values();
        nodeValues = field.onNodes() ? field.values() : smooth ? averaged(field.values()) : null;
        float[] values = new float[corners.length];
        for (int c = 0; c < corners.length; c++) {
            values[c] = nodeValues != null ? nodeValues[skin.nodes()[c]] : elementValues[skin.elements()[c / 3]];
        }
        float[] xyz = onSurface(position);
        outside = new Triangles(
                xyz, corners, values, incidence.normals(xyz, CREASE), skin.edges(), skin.elements(), null);
    }

    /** The skin, told how far each vertex lies beyond the cut. */
    Triangles skin(Optional<Cut> cut) {
        if (cut.isEmpty()) {
            return outside;
        }
        float[] beyond = new float[surface.length];
        for (int v = 0; v < beyond.length; v++) {
            int at = 3 * surface[v];
            beyond[v] = (float) cut.get().beyond(reference[at], reference[at + 1], reference[at + 2]);
        }
        return outside.cut(beyond);
    }

    private float[] onSurface(float[] xyz) {
        float[] some = new float[3 * surface.length];
        for (int v = 0; v < surface.length; v++) {
            System.arraycopy(xyz, 3 * surface[v], some, 3 * v, 3);
        }
        return some;
    }

    /** The face of a cut. */
    Triangles face(Cut cut) {
        return new CutFace(model.mesh(), reference, position, cut).triangles(nodeValues, elementValues);
    }

    /** What is shown of an element: its own value, or the mean of its nodes'. */
    float value(int element) {
        if (elementValues != null) {
            return elementValues[element];
        }
        Mesh mesh = model.mesh();
        int size = mesh.type().nodes();
        float sum = 0;
        for (int c = 0; c < size; c++) {
            sum += nodeValues[mesh.connectivity()[size * element + c]];
        }
        return sum / size;
    }

    /** Mean of the elements around each node; NaN where none of them has a value. */
    private float[] averaged(float[] values) {
        Mesh mesh = model.mesh();
        int size = mesh.type().nodes();
        float[] sum = new float[mesh.nodes()];
        int[] count = new int[mesh.nodes()];
        for (int at = 0; at < mesh.connectivity().length; at++) {
            float value = values[at / size];
            if (!Float.isNaN(value)) {
                sum[mesh.connectivity()[at]] += value;
                count[mesh.connectivity()[at]]++;
            }
        }
        for (int n = 0; n < sum.length; n++) {
            sum[n] = count[n] == 0 ? Float.NaN : sum[n] / count[n];
        }
        return sum;
    }
}
