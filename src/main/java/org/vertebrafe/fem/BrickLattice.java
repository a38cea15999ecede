package org.vertebrafe.fem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vertebrafe.fem.linalg.BrickGrid;
import org.vertebrafe.fem.linalg.BrickOperator;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/**
 * Sees whether a mesh is one of equal bricks on a regular grid, with elements and nodes in the grid's order, as voxel
 * meshes are: its stiffness need not be stored then.
 */
final class BrickLattice {

    /** Part of an edge by which a node may be off its grid point. */
    private static final double OFF = 1e-6;

    /** Corners of a brick in Abaqus order, as offsets along its edges 01, 03, 04. */
    private static final int[][] CORNERS = {
        {0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 1}, {1, 1, 1}, {0, 1, 1}
    };

    private final ElasticModel model;
    private final Mesh mesh;
    private final double[] coordinates;
    private final int[] shapeOf;
    /** Which of the element's corners is at bits i + 2 j + 4 k of the grid. */
    private final int[] cornerAt = new int[8];
    /** Grid axes, mm, one after the other. */
    private final double[] steps = new double[9];

    private BrickLattice(ElasticModel model, double[] coordinates, int[] shapeOf) {
        this.model = model;
        this.mesh = model.mesh();
        this.coordinates = coordinates;
        this.shapeOf = shapeOf;
    }

    /**
     * The stiffness of a model as that of bricks on a grid.
     *
     * @param coordinates of the nodes in the model's frame, mm
     * @return empty if the mesh is another one, the modulus varies inside its elements, or a material is not symmetric about the mid-planes of the bricks
     */
    static Optional<BrickOperator> of(ElasticModel model, double[] coordinates) {
        if (model.mesh().type() != ElementType.HEX8 || model.mesh().elements() == 0 || model.varies()) {
            return Optional.empty();
        }
        int[] shapeOf = ElementShapes.of(model.mesh(), coordinates);
        for (int shape : shapeOf) {
            if (shape != 0) {
                return Optional.empty();
            }
        }
        BrickLattice lattice = new BrickLattice(model, coordinates, shapeOf);
        return lattice.orient() ? lattice.operator() : Optional.empty();
    }

    /** Finds the axes from the first element: the first is the one along which node numbers grow by one. */
    private boolean orient() {
        int[] nodes = Arrays.copyOf(mesh.connectivity(), 8);
        int[] along = {nodes[1] - nodes[0], nodes[3] - nodes[0], nodes[4] - nodes[0]};
        Integer[] order = {0, 1, 2};
        Arrays.sort(order, (a, b) -> Integer.compare(Math.abs(along[a]), Math.abs(along[b])));
        for (int bits = 0; bits < 8; bits++) {
            int[] offset = new int[3];
            for (int axis = 0; axis < 3; axis++) {
                int bit = bits >> axis & 1;
                offset[order[axis]] = along[order[axis]] > 0 ? bit : 1 - bit;
            }
            for (int corner = 0; corner < 8; corner++) {
                if (Arrays.equals(CORNERS[corner], offset)) {
                    cornerAt[bits] = corner;
                }
            }
        }
        for (int axis = 0; axis < 3; axis++) {
            for (int c = 0; c < 3; c++) {
                steps[3 * axis + c] =
                        coordinates[3 * nodes[cornerAt[1 << axis]] + c] - coordinates[3 * nodes[cornerAt[0]] + c];
            }
        }
        return Math.abs(cosine(0, 1)) < OFF && Math.abs(cosine(1, 2)) < OFF && Math.abs(cosine(0, 2)) < OFF;
    }

    private double cosine(int a, int b) {
        return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
    }

    private double product(int a, int b) {
        return steps[3 * a] * steps[3 * b] + steps[3 * a + 1] * steps[3 * b + 1] + steps[3 * a + 2] * steps[3 * b + 2];
    }

    private Optional<BrickOperator> operator() {
        int[][] place = new int[mesh.elements()][];
        int[] low = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        int[] high = {Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
        for (int e = 0; e < mesh.elements(); e++) {
            place[e] = place(e);
            if (place[e] == null) {
                return Optional.empty();
            }
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], place[e][axis]);
                high[axis] = Math.max(high[axis], place[e][axis]);
            }
        }
        int nx = high[0] - low[0] + 1;
        int ny = high[1] - low[1] + 1;
        int nz = high[2] - low[2] + 1;
        if ((nx + 1.0) * (ny + 1.0) * (nz + 1.0) > Integer.MAX_VALUE - 8) {
            return Optional.empty();
        }
        int[] bricks = new int[mesh.elements()];
        for (int e = 0; e < bricks.length; e++) {
            bricks[e] = place[e][0] - low[0] + nx * (place[e][1] - low[1] + ny * (place[e][2] - low[2]));
            if (e > 0 && bricks[e] <= bricks[e - 1]) {
                return Optional.empty();
            }
        }
        double[] origin = new double[3];
        int first = mesh.connectivity()[cornerAt[0]];
        for (int c = 0; c < 3; c++) {
            origin[c] = coordinates[3 * first + c];
            for (int axis = 0; axis < 3; axis++) {
                origin[c] -= (place[0][axis] - low[axis]) * steps[3 * axis + c];
            }
        }
        BrickGrid grid = new BrickGrid(nx, ny, nz, bricks, origin, steps);
        if (!numberedAs(grid)) {
            return Optional.empty();
        }
        List<double[]> unit = units();
        return unit.stream().allMatch(k -> BrickOperator.fits(grid, k))
                ? Optional.of(new BrickOperator(grid, model.modulus(), model.materialOfElement(), unit))
                : Optional.empty();
    }

    /** Grid place of an element beside the first one; null if it is off the grid. */
    private int[] place(int e) {
        int from = 3 * mesh.connectivity()[cornerAt[0]];
        int to = 3 * mesh.connectivity()[8 * e + cornerAt[0]];
        int[] place = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            double distance = 0;
            for (int c = 0; c < 3; c++) {
                distance += steps[3 * axis + c] * (coordinates[to + c] - coordinates[from + c]);
            }
            distance /= product(axis, axis);
            place[axis] = (int) Math.rint(distance);
            if (Math.abs(distance - place[axis]) > OFF) {
                return null;
            }
        }
        return place;
    }

    private boolean numberedAs(BrickGrid grid) {
        if (grid.nodes() != mesh.nodes()) {
            return false;
        }
        int[] expected = new int[8];
        for (int e = 0; e < mesh.elements(); e++) {
            grid.nodesOf(e, expected);
            for (int bits = 0; bits < 8; bits++) {
                if (mesh.connectivity()[8 * e + cornerAt[bits]] != expected[bits]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Stiffness of a brick of each material, corners by bits. */
    private List<double[]> units() {
        List<double[]> units = new ArrayList<>();
        for (int m = 0; m < model.materials().size(); m++) {
            int e = 0;
            while (e < mesh.elements() - 1 && model.materialOfElement()[e] != m) {
                e++;
            }
            double[] blocks = new ElementStiffness(model, coordinates, shapeOf).of(e);
            double[] k = new double[24 * 24];
            for (int a = 0; a < 8; a++) {
                for (int b = 0; b < 8; b++) {
                    for (int i = 0; i < 9; i++) {
                        k[24 * (3 * a + i / 3) + 3 * b + i % 3] = blocks[9 * (8 * cornerAt[a] + cornerAt[b]) + i];
                    }
                }
            }
            units.add(k);
        }
        return units;
    }
}
