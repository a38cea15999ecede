package org.vertebrafe.fem;

import java.util.Arrays;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.fem.linalg.BlockCsrMatrix;
import org.vertebrafe.fem.linalg.Pattern;
import org.vertebrafe.mesh.Mesh;

/**
 * Assembles the stiffness matrix by chunks of rows: each adds the elements that touch it, computed on the fly, so that
 * threads never write to the same place and the sums come in one order. Elements between two chunks are computed twice.
 */
final class Assembler {

    private static final int CHUNK_NODES = 4096;

    private final ElasticModel model;
    private final double[] coordinates;
    private final int[] shapeOf;
    private final int perElement;
    /** Elements around each node, compressed, rising. */
    private final int[] firstElement;

    private final int[] elements;

    private Assembler(ElasticModel model, double[] coordinates) {
        this.model = model;
        this.coordinates = coordinates;
        Mesh mesh = model.mesh();
        shapeOf = ElementShapes.of(mesh, coordinates);
        perElement = mesh.type().nodes();
        firstElement = new int[mesh.nodes() + 1];
        for (int node : mesh.connectivity()) {
            firstElement[node + 1]++;
        }
        for (int n = 0; n < mesh.nodes(); n++) {
            firstElement[n + 1] += firstElement[n];
        }
        elements = new int[mesh.connectivity().length];
        int[] next = firstElement.clone();
        for (int at = 0; at < elements.length; at++) {
            elements[next[mesh.connectivity()[at]]++] = at / perElement;
        }
    }

    /**
     * The stiffness matrix over all nodes, N/mm, nothing held.
     *
     * @param coordinates of the nodes in the model's frame, mm
     */
    static BlockCsrMatrix assemble(ElasticModel model, double[] coordinates, TaskExecutor threads) {
        return new Assembler(model, coordinates).run(threads);
    }

    private BlockCsrMatrix run(TaskExecutor threads) {
        Mesh mesh = model.mesh();
        int[] elementStart = new int[mesh.elements() + 1];
        Arrays.setAll(elementStart, e -> perElement * e);
        Pattern pattern = Pattern.product(
                mesh.nodes(), firstElement, elements, elementStart, mesh.connectivity(), mesh.nodes(), threads);
        double[] values = new double[Math.multiplyExact(9, pattern.columns().length)];
        Chunks.forEach(threads, mesh.nodes(), CHUNK_NODES, (from, to) -> {
            ElementStiffness stiffness = new ElementStiffness(model, coordinates, shapeOf);
            int[] order = new int[perElement];
            for (int e : touching(from, to)) {
                sortNodes(e, order);
                add(e, from, to, order, stiffness.of(e), stiffness.factor(e), pattern, values);
            }
        });
        return new BlockCsrMatrix(pattern.rowStart(), pattern.columns(), values);
    }

    /** The elements with a node in from..to, rising. */
    private int[] touching(int from, int to) {
        int[] all = Arrays.copyOfRange(elements, firstElement[from], firstElement[to]);
        Arrays.sort(all);
        int distinct = 0;
        for (int i = 0; i < all.length; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[distinct++] = all[i];
            }
        }
        return Arrays.copyOf(all, distinct);
    }

    /** The places in an element, by rising node number. */
    private void sortNodes(int element, int[] order) {
        int[] connectivity = model.mesh().connectivity();
        int first = perElement * element;
        for (int i = 0; i < perElement; i++) {
            int at = i;
            while (at > 0 && connectivity[first + order[at - 1]] > connectivity[first + i]) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = i;
        }
    }

    private void add(
            int element,
            int from,
            int to,
            int[] order,
            double[] blocks,
            double modulus,
            Pattern pattern,
            double[] values) {
        int[] connectivity = model.mesh().connectivity();
        int[] columns = pattern.columns();
        int first = perElement * element;
        for (int a = 0; a < perElement; a++) {
            int row = connectivity[first + a];
            if (row < from || row >= to) {
                continue;
            }
            // Columns rise, and so do the nodes taken in this order: one walk along the row finds all.
            int k = pattern.rowStart()[row];
            for (int b : order) {
                int column = connectivity[first + b];
                while (columns[k] < column) {
                    k++;
                }
                int block = 9 * (perElement * a + b);
                int at = 9 * k;
                for (int i = 0; i < 9; i++) {
                    values[at + i] += modulus * blocks[block + i];
                }
            }
        }
    }
}
