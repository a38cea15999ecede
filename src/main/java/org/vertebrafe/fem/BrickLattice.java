package org.vertebrafe.fem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vertebrafe.base.Progress;
import org.vertebrafe.fem.linalg.BrickGrid;
import org.vertebrafe.fem.linalg.BrickOperator;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/**
 * Sees whether a mesh is one of equal bricks on a regular grid, as voxel meshes are, however its nodes and elements are
 * numbered: its stiffness need not be stored then.
 */
final class BrickLattice {

    /**
     * The stiffness of bricks on a grid.
     *
     * @param operator the stiffness, nodes in the grid's order
     * @param order the grid's order
     */
    record Bricks(BrickOperator operator, NodeOrder order) {}

    /** Corners of a brick in Abaqus order, as bits i + 2 j + 4 k along its edges 01, 03, 04. */
    private static final int[] CORNERS = {0, 1, 3, 2, 4, 5, 7, 6};

    private final ElasticModel model;
    private final int[] connectivity;
    private final LatticePoints points;
    private final int[] stride;

    private BrickLattice(ElasticModel model, LatticePoints points) {
        this.model = model;
        this.connectivity = model.mesh().connectivity();
        this.points = points;
        stride = new int[] {1, points.size(0), points.size(0) * points.size(1)};
    }

    /**
     * The stiffness of a model as that of bricks on a grid.
     *
     * @param coordinates of the nodes in the model's frame, mm
     * @param progress polled for cancel
     * @return empty if the mesh is another one, the modulus varies inside its elements, or a material is not symmetric
     *     about the mid-planes of the bricks
     */
    static Optional<Bricks> of(ElasticModel model, double[] coordinates, Progress progress) {
        if (model.mesh().type() != ElementType.HEX8 || model.mesh().elements() == 0 || model.varies()) {
            return Optional.empty();
        }
        return LatticePoints.of(model.mesh(), coordinates, progress)
                .flatMap(points -> new BrickLattice(model, points).bricks(progress));
    }

    private Optional<Bricks> bricks(Progress progress) {
        int[] cells = new int[model.mesh().elements()];
        for (int e = 0; e < cells.length; e++) {
            cells[e] = cell(e);
            if (cells[e] < 0) {
                return Optional.empty();
            }
        }
        progress.checkCancelled();
        int[] elements = LatticePoints.risingOrder(cells);
        int[] nodes = LatticePoints.risingOrder(points.pointOf());
        if (elements == null || nodes == null) {
            return Optional.empty();
        }
        progress.checkCancelled();
        boolean inOrder = elements.length == 0;
        int[] sorted =
                inOrder ? cells : Arrays.stream(elements).map(e -> cells[e]).toArray();
        BrickGrid grid = new BrickGrid(
                points.size(0) - 1, points.size(1) - 1, points.size(2) - 1, sorted, points.origin(), points.steps());
        if (grid.nodes() != model.mesh().nodes()) {
            return Optional.empty();
        }
        List<double[]> unit = units();
        if (!unit.stream().allMatch(k -> BrickOperator.fits(grid, k))) {
            return Optional.empty();
        }
        float[] modulus = model.modulus();
        byte[] material = model.materialOfElement();
        if (!inOrder) {
            modulus = new float[elements.length];
            material = new byte[elements.length];
            for (int brick = 0; brick < elements.length; brick++) {
                modulus[brick] = model.modulus()[elements[brick]];
                material[brick] = model.materialOfElement()[elements[brick]];
            }
        }
        return Optional.of(new Bricks(new BrickOperator(grid, modulus, material, unit), order(nodes)));
    }

    private static NodeOrder order(int[] nodes) {
        if (nodes.length == 0) {
            return NodeOrder.SAME;
        }
        int[] placeOf = new int[nodes.length];
        for (int place = 0; place < nodes.length; place++) {
            placeOf[nodes[place]] = place;
        }
        return NodeOrder.of(placeOf);
    }

    /** Cell of the grid that an element fills; -1 if it is not one cell, right way out. */
    private int cell(int e) {
        int p0 = point(e, 0);
        int[] along = {point(e, 1) - p0, point(e, 3) - p0, point(e, 4) - p0};
        int base = p0;
        int seen = 0;
        boolean rightHanded = points.rightHanded();
        for (int edge = 0; edge < 3; edge++) {
            int axis = axis(along[edge]);
            if (axis < 0 || (seen >> axis & 1) != 0) {
                return -1;
            }
            // Each lower axis that is still to come, and each edge against its axis, changes the sense.
            rightHanded ^= (Integer.bitCount(~seen & (1 << axis) - 1) & 1) != 0 ^ along[edge] < 0;
            seen |= 1 << axis;
            base += Math.min(0, along[edge]);
        }
        for (int c = 0; c < 8; c++) {
            int expected = p0;
            for (int edge = 0; edge < 3; edge++) {
                expected += (CORNERS[c] >> edge & 1) * along[edge];
            }
            if (point(e, c) != expected) {
                return -1;
            }
        }
        int i = base % points.size(0);
        int j = base / points.size(0) % points.size(1);
        int k = base / stride[2];
        boolean inside = i < points.size(0) - 1 && j < points.size(1) - 1 && k < points.size(2) - 1;
        return inside && rightHanded ? i + (points.size(0) - 1) * (j + (points.size(1) - 1) * k) : -1;
    }

    private int point(int e, int corner) {
        return points.pointOf()[connectivity[8 * e + corner]];
    }

    private int axis(int step) {
        for (int axis = 0; axis < 3; axis++) {
            if (Math.abs(step) == stride[axis]) {
                return axis;
            }
        }
        return -1;
    }

    /** Stiffness of a brick of each material, corners by bits. */
    private List<double[]> units() {
        double[] x = new double[24];
        int[] cornerOf = new int[8];
        for (int c = 0; c < 8; c++) {
            // The two faces exchanged turn a left-handed brick right way out.
            int bits = CORNERS[points.rightHanded() ? c : (c + 4) % 8];
            cornerOf[bits] = c;
            for (int i = 0; i < 3; i++) {
                for (int axis = 0; axis < 3; axis++) {
                    x[3 * c + i] += (bits >> axis & 1) * points.steps()[3 * axis + i];
                }
            }
        }
        Mesh brick = new Mesh(ElementType.HEX8, x, new int[] {0, 1, 2, 3, 4, 5, 6, 7}, Map.of());
        List<double[]> units = new ArrayList<>();
        for (int m = 0; m < model.materials().size(); m++) {
            ElasticModel one =
                    new ElasticModel(brick, model.axes(), new float[] {1}, model.materials(), new byte[] {(byte) m});
            double[] blocks = new ElementStiffness(one, x, new int[1]).of(0);
            double[] k = new double[24 * 24];
            for (int a = 0; a < 8; a++) {
                for (int b = 0; b < 8; b++) {
                    for (int i = 0; i < 9; i++) {
                        k[24 * (3 * a + i / 3) + 3 * b + i % 3] = blocks[9 * (8 * cornerOf[a] + cornerOf[b]) + i];
                    }
                }
            }
            units.add(k);
        }
        return units;
    }
}
