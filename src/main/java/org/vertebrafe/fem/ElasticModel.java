package org.vertebrafe.fem;

import java.util.List;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.Mesh;

/**
 * A mesh with its materials, seen in the frame in which it is loaded. Displacements, forces and stresses of a model are
 * in that frame: x, y, z along its three axes.
 *
 * @param mesh the mesh in patient coordinates
 * @param axes the frame's unit axes in patient coordinates, right-handed; the third is the loading axis
 * @param modulus Young's modulus of each element, MPa, positive; where it varies inside the elements the mean over the
 *     integration points, which is that at the centre of straight elements if it varies linearly; to be read only
 * @param materials the elasticities in use
 * @param materialOfElement index into {@code materials}; to be read only
 * @param pointModulus Young's modulus at each integration point of each element, in the order of
 *     {@link ElementGeometry#barycentricPoints}, MPa; empty where each element has one; to be read only
 */
public record ElasticModel(
        Mesh mesh,
        Vec3[] axes,
        float[] modulus,
        List<UnitElasticity> materials,
        byte[] materialOfElement,
        float[] pointModulus) {

    private static final float[] CONSTANT = {};

    public ElasticModel {
        if (modulus.length != mesh.elements() || materialOfElement.length != mesh.elements()) {
            throw new IllegalArgumentException("materials for another number of elements");
        }
        int points = ReferenceElement.of(mesh.type()).points();
        if (pointModulus.length != 0 && pointModulus.length != points * mesh.elements()) {
            throw new IllegalArgumentException("moduli for another number of integration points");
        }
        requirePositive(modulus, "element");
        requirePositive(pointModulus, "integration point");
        if (axes.length != 3 || axes[0].cross(axes[1]).minus(axes[2]).norm() > 1e-9) {
            throw new IllegalArgumentException("axes are not right-handed and orthonormal");
        }
        materials = List.copyOf(materials);
    }

    /** A model in which each element has one modulus. */
    public ElasticModel(
            Mesh mesh, Vec3[] axes, float[] modulus, List<UnitElasticity> materials, byte[] materialOfElement) {
        this(mesh, axes, modulus, materials, materialOfElement, CONSTANT);
    }

    private static void requirePositive(float[] moduli, String what) {
        for (int at = 0; at < moduli.length; at++) {
            if (!(moduli[at] > 0) || Float.isInfinite(moduli[at])) {
                throw new IllegalArgumentException(what + " " + at + " has a modulus of " + moduli[at] + " MPa");
            }
        }
    }

    /** Whether the modulus varies inside the elements. */
    public boolean varies() {
        return pointModulus.length > 0;
    }

    /** The patient axes themselves. */
    public static Vec3[] patientAxes() {
        return new Vec3[] {new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1)};
    }

    /** x, y, z of each node in the model's frame, mm. */
    public double[] localCoordinates() {
        double[] coordinates = new double[3 * mesh.nodes()];
        for (int n = 0; n < mesh.nodes(); n++) {
            Vec3 position = mesh.node(n);
            for (int i = 0; i < 3; i++) {
                coordinates[3 * n + i] = position.dot(axes[i]);
            }
        }
        return coordinates;
    }

    /** Rotates a vector from the model's frame to patient coordinates. */
    public Vec3 toPatient(double x, double y, double z) {
        return axes[0].times(x).plus(axes[1].times(y)).plus(axes[2].times(z));
    }
}
