package org.vertebrafe.fem;

import java.util.Arrays;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.fem.linalg.BlockCsrMatrix;
import org.vertebrafe.mesh.Mesh;

/**
 * Assembles the stiffness matrix row by row: each node gathers from its elements, so that threads never write to the
 * same place and the sums come in one order.
 */
final class Assembler {

    private static final int CHUNK_NODES = 2048;

    private final ElasticModel model;
    private final ElementShapes shapes;
    private final int perElement;
    /** Elements around each node, compressed, rising. */
    private final int[] firstElement;

    private final int[] elements;

    private Assembler(ElasticModel model, ElementShapes shapes) {
        this.model = model;
        this.shapes = shapes;
        Mesh mesh = model.mesh();
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

    /** The stiffness matrix over all nodes, N/mm, nothing held. */
    static BlockCsrMatrix assemble(ElasticModel model, ElementShapes shapes, TaskExecutor threads) {
        return new Assembler(model, shapes).run(threads);
    }

    private BlockCsrMatrix run(TaskExecutor threads) {
        int nodes = model.mesh().nodes();
        int[] rowStart = new int[nodes + 1];
        Chunks.forEach(threads, nodes, CHUNK_NODES, (from, to) -> {
            int[] neighbours = new int[64];
            for (int n = from; n < to; n++) {
                neighbours = ensure(neighbours, n);
                rowStart[n + 1] = neighbours(n, neighbours);
            }
        });
        for (int n = 0; n < nodes; n++) {
            rowStart[n + 1] += rowStart[n];
        }
        int[] columns = new int[rowStart[nodes]];
        double[] values = new double[Math.multiplyExact(9, columns.length)];
        Chunks.forEach(threads, nodes, CHUNK_NODES, (from, to) -> {
            int[] neighbours = new int[64];
            for (int n = from; n < to; n++) {
                neighbours = ensure(neighbours, n);
                int count = neighbours(n, neighbours);
                System.arraycopy(neighbours, 0, columns, rowStart[n], count);
                gather(n, columns, rowStart[n], count, values);
            }
        });
        return new BlockCsrMatrix(rowStart, columns, values);
    }

    private int[] ensure(int[] buffer, int node) {
        int needed = (firstElement[node + 1] - firstElement[node]) * perElement;
        return buffer.length >= needed ? buffer : new int[2 * needed];
    }

    /** Fills the buffer with the node's distinct neighbours, itself included, rising; returns how many. */
    private int neighbours(int node, int[] buffer) {
        int[] connectivity = model.mesh().connectivity();
        int n = 0;
        for (int a = firstElement[node]; a < firstElement[node + 1]; a++) {
            System.arraycopy(connectivity, perElement * elements[a], buffer, n, perElement);
            n += perElement;
        }
        Arrays.sort(buffer, 0, n);
        int distinct = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0 || buffer[i] != buffer[i - 1]) {
                buffer[distinct++] = buffer[i];
            }
        }
        return distinct;
    }

    private void gather(int node, int[] columns, int row, int count, double[] values) {
        int[] connectivity = model.mesh().connectivity();
        int dofs = 3 * perElement;
        for (int a = firstElement[node]; a < firstElement[node + 1]; a++) {
            int e = elements[a];
            double[] k = shapes.stiffness(e);
            double modulus = model.modulus()[e];
            int local = 0;
            while (connectivity[perElement * e + local] != node) {
                local++;
            }
            for (int b = 0; b < perElement; b++) {
                int column = connectivity[perElement * e + b];
                int block = 9 * Arrays.binarySearch(columns, row, row + count, column);
                for (int i = 0; i < 3; i++) {
                    int from = (3 * local + i) * dofs + 3 * b;
                    values[block + 3 * i] += modulus * k[from];
                    values[block + 3 * i + 1] += modulus * k[from + 1];
                    values[block + 3 * i + 2] += modulus * k[from + 2];
                }
            }
        }
    }
}
