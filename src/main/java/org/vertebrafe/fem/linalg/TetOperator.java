package org.vertebrafe.fem.linalg;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * The stiffness matrix of quadratic tetrahedra, never stored: a product computes the forces of the elements from their
 * displacements. It reads the geometry, 10 to 40 numbers an element, instead of some 350 matrix entries, and what it
 * computes meanwhile runs in vector instructions (see {@link TetKernel}).
 */
public final class TetOperator implements StiffnessOperator {

    private static final int CHUNK_NODES = 2048;

    /** Where geometry and moduli come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * Reads what an element has at an integration point.
         *
         * @param out filled with the inverse Jacobian, d xi_j / d x_k at 3 j + k, 1/mm, and at 9 the modulus times the
         *     volume that the point stands for, N mm
         */
        void read(int element, int point, double[] out);
    }

    private final int nodes;
    private final int[] connectivity;
    private final List<TetMaterial> materials;
    private final TetLayout layout;
    private final Queue<Work> pool = new ConcurrentLinkedQueue<>();
    private final Queue<double[]> shared = new ConcurrentLinkedQueue<>();
    private final int largestChunk;

    /** What a thread needs. */
    private static final class Work {
        private final TetKernel kernel = new TetKernel();
        private final double[] x;
        private final double[] y;

        Work(int nodes) {
            x = new double[3 * nodes];
            y = new double[6 * nodes];
        }
    }

    /**
     * @param connectivity ten nodes an element: the corners, then the middles of the edges 01, 12, 20, 03, 13, 23
     * @param coordinates x, y, z of each node, mm
     * @param materialOf index into {@code materials} of each element
     * @param source read once, on all threads
     */
    public TetOperator(
            int[] connectivity,
            double[] coordinates,
            byte[] materialOf,
            List<TetMaterial> materials,
            Source source,
            TaskExecutor threads) {
        nodes = coordinates.length / 3;
        this.connectivity = connectivity;
        this.materials = List.copyOf(materials);
        layout = new TetLayout(nodes, connectivity, coordinates, materialOf, source, threads);
        int largest = 0;
        for (TetChunk chunk : layout.chunks) {
            largest = Math.max(largest, chunk.nodes().length);
        }
        largestChunk = largest;
    }

    /**
     * The matrix of a system of quadratic tetrahedra.
     *
     * @throws IllegalArgumentException if it is another one
     */
    static TetOperator of(ConstrainedSystem system) {
        if (system.matrix() instanceof TetOperator tetrahedra) {
            return tetrahedra;
        }
        throw new IllegalArgumentException("not quadratic tetrahedra: " + system.matrix());
    }

    @Override
    public int blockRows() {
        return nodes;
    }

    int[] connectivity() {
        return connectivity;
    }

    TetMaterial material(int element) {
        int slot = layout.slotOf[element];
        TetChunk chunk = layout.chunks[slot >>> 16];
        return materials.get(chunk.material()[(slot & 0xffff) / TetKernel.LANES]);
    }

    /** Geometry of an element at a point; see {@link Source#read}. */
    void read(int element, int point, double[] out) {
        int slot = layout.slotOf[element];
        layout.chunks[slot >>> 16].read(slot & 0xffff, point, out);
    }

    /** Whether an element has the same geometry at all points. */
    boolean alike(int element) {
        int slot = layout.slotOf[element];
        return layout.chunks[slot >>> 16].step()[(slot & 0xffff) / TetKernel.LANES] == 0;
    }

    @Override
    public void multiply(TaskExecutor threads, double[] x, double[] y) {
        accumulate(threads, 3, y, (chunk, work) -> {
            int[] numbers = chunk.nodes();
            for (int i = 0; i < numbers.length; i++) {
                int from = 3 * numbers[i];
                work.x[3 * i] = x[from];
                work.x[3 * i + 1] = x[from + 1];
                work.x[3 * i + 2] = x[from + 2];
            }
            chunk.forces(materials, work.kernel, work.x, work.y);
        });
    }

    /** Upper triangles of the diagonal blocks, six values a node, row by row; zero at a node of no element. */
    double[] diagonalBlocks(TaskExecutor threads) {
        double[] upper = new double[6 * nodes];
        accumulate(threads, 6, upper, (chunk, work) -> chunk.diagonal(materials, work.y));
        return upper;
    }

    /** Leaves in {@code work.y} what a chunk adds at each of its nodes. */
    @FunctionalInterface
    private interface Share {
        void compute(TetChunk chunk, Work work);
    }

    /** Sums over the chunks, always in the same order; {@code width} values a node. */
    private void accumulate(TaskExecutor threads, int width, double[] out, Share share) {
        double[] parts = take(width == 3 ? shared : new ConcurrentLinkedQueue<>(), size -> new double[width * size]);
        Chunks.forEach(threads, layout.chunks.length, 1, (from, to) -> {
            Work work = take(pool, size -> new Work(largestChunk));
            for (int c = from; c < to; c++) {
                TetChunk chunk = layout.chunks[c];
                share.compute(chunk, work);
                int[] numbers = chunk.nodes();
                for (int i = 0; i < chunk.own(); i++) {
                    for (int k = 0; k < width; k++) {
                        out[width * numbers[i] + k] = work.y[width * i + k];
                    }
                }
                int others = numbers.length - chunk.own();
                System.arraycopy(work.y, width * chunk.own(), parts, width * chunk.firstShared(), width * others);
            }
            pool.add(work);
        });
        Chunks.forEach(threads, layout.sharedNodes.length, CHUNK_NODES, (from, to) -> {
            for (int s = from; s < to; s++) {
                for (int i = 0; i < width; i++) {
                    double sum = 0;
                    for (int k = layout.shareStart[s]; k < layout.shareStart[s + 1]; k++) {
                        sum += parts[width * layout.shares[k] + i];
                    }
                    out[width * layout.sharedNodes[s] + i] = sum;
                }
            }
        });
        if (width == 3) {
            shared.add(parts);
        }
    }

    private <T> T take(Queue<T> queue, IntFunction<T> make) {
        T found = queue.poll();
        return found == null ? make.apply(layout.shares.length) : found;
    }
}
