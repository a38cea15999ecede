package org.vertebrafe.fem;

import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.fem.linalg.TetMaterial;
import org.vertebrafe.fem.linalg.TetOperator;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.Mesh;

/** Hands the geometry and the moduli of quadratic tetrahedra over to their {@link TetOperator}. */
final class QuadraticTets {

    private QuadraticTets() {}

    /**
     * The stiffness of a model of quadratic tetrahedra, not stored.
     *
     * @param coordinates of the nodes in the model's frame, mm
     */
    static TetOperator stiffness(ElasticModel model, double[] coordinates, TaskExecutor threads) {
        Mesh mesh = model.mesh();
        ReferenceElement reference = ReferenceElement.of(mesh.type());
        List<TetMaterial> materials =
                model.materials().stream().map(QuadraticTets::material).toList();
        return new TetOperator(
                mesh.connectivity(),
                coordinates,
                model.materialOfElement(),
                materials,
                (element, point, out) -> {
                    double[] x = new double[30];
                    ElementShapes.relativeCoordinates(mesh, coordinates, element, x);
                    double volume = reference.inverseJacobian(x, point, out);
                    ElementStiffness.requirePositive(volume, element, mesh);
                    double modulus = model.varies()
                            ? model.pointModulus()[reference.points() * element + point]
                            : model.modulus()[element];
                    out[9] = modulus * volume;
                },
                threads);
    }

    private static TetMaterial material(UnitElasticity material) {
        double[] stiffness = new double[36];
        java.util.Arrays.setAll(stiffness, at -> material.get(at / 6, at % 6));
        return TetMaterial.of(stiffness);
    }
}
