package org.vertebrafe.fem;

import java.util.ArrayList;
import java.util.List;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.Mesh;

/**
 * The stiffness and strain matrices of a model's elements at unit modulus. Elements of one shape and material share
 * theirs: a voxel mesh has one or two, a distorted mesh one for each element.
 */
final class ElementShapes {

    private static final double SAME_SHAPE = 1e-9;

    private final List<double[]> stiffness = new ArrayList<>();
    private final List<double[]> strain = new ArrayList<>();
    private final List<double[]> corners = new ArrayList<>();
    private final List<UnitElasticity> material = new ArrayList<>();
    private final int[] shapeOfElement;

    /**
     * @param model the elements
     * @param coordinates of the nodes in the frame wanted, mm
     */
    ElementShapes(ElasticModel model, double[] coordinates) {
        Mesh mesh = model.mesh();
        shapeOfElement = new int[mesh.elements()];
        int[] lastOfMaterial = new int[model.materials().size()];
        java.util.Arrays.fill(lastOfMaterial, -1);
        double[] shape = new double[3 * Hex8.NODES];
        for (int e = 0; e < mesh.elements(); e++) {
            relativeCorners(mesh, coordinates, e, shape);
            int m = model.materialOfElement()[e];
            if (lastOfMaterial[m] < 0 || !same(shape, corners.get(lastOfMaterial[m]))) {
                lastOfMaterial[m] = corners.size();
                corners.add(shape.clone());
                material.add(model.materials().get(m));
                stiffness.add(Hex8.stiffness(shape, model.materials().get(m)));
                strain.add(Hex8.centreStrainMatrix(shape));
            }
            shapeOfElement[e] = lastOfMaterial[m];
        }
    }

    private static void relativeCorners(Mesh mesh, double[] coordinates, int element, double[] shape) {
        int first = mesh.connectivity()[Hex8.NODES * element];
        for (int n = 0; n < Hex8.NODES; n++) {
            int node = mesh.connectivity()[Hex8.NODES * element + n];
            for (int i = 0; i < 3; i++) {
                shape[3 * n + i] = coordinates[3 * node + i] - coordinates[3 * first + i];
            }
        }
    }

    private static boolean same(double[] a, double[] b) {
        double size = 0;
        double difference = 0;
        for (int i = 0; i < a.length; i++) {
            size = Math.max(size, Math.abs(a[i]));
            difference = Math.max(difference, Math.abs(a[i] - b[i]));
        }
        return difference <= SAME_SHAPE * size;
    }

    /** 24 x 24 stiffness of an element at unit modulus. */
    double[] stiffness(int element) {
        return stiffness.get(shapeOfElement[element]);
    }

    /** 6 x 24 strain matrix at an element's centre. */
    double[] strain(int element) {
        return strain.get(shapeOfElement[element]);
    }

    UnitElasticity material(int element) {
        return material.get(shapeOfElement[element]);
    }
}
