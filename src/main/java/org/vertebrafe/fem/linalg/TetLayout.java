package org.vertebrafe.fem.linalg;

import java.util.Arrays;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * How the tetrahedra of a mesh are dealt out to chunks: along a curve that fills space, so that a chunk is compact and
 * shares few nodes with others. Depends on the mesh alone.
 */
final class TetLayout {

    /** Elements of a chunk. */
    static final int CHUNK = 1024;

    private static final int AXIS_BITS = 10;
    private static final double ALIKE = 1e-9;

    private final int[] connectivity;
    private final TetOperator.Source source;
    private final byte[] materialOf;
    /** Elements in the order of the chunks; within a chunk by material, those alike at all points first. */
    private final int[] order;

    /** How many chunks touch each node. */
    private final int[] touched;

    final TetChunk[] chunks;
    /** Chunk times 65536 plus place of the lane in it, for each element. */
    final int[] slotOf;
    /** Nodes of more than one chunk, and of none. */
    final int[] sharedNodes;
    /** Where the shares of each of them start in {@code shares}. */
    final int[] shareStart;
    /** Places of the shares among all chunks' shared nodes, by chunk. */
    final int[] shares;

    TetLayout(
            int nodes,
            int[] connectivity,
            double[] coordinates,
            byte[] materialOf,
            TetOperator.Source source,
            TaskExecutor threads) {
        this.connectivity = connectivity;
        this.materialOf = materialOf;
        this.source = source;
        order = alongCurve(connectivity, coordinates);
        touched = new int[nodes];
        int count = (order.length + CHUNK - 1) / CHUNK;
        int[][] nodesOf = new int[count][];
        countChunks(nodesOf);
        int[] firstShared = new int[count + 1];
        for (int c = 0; c < count; c++) {
            firstShared[c + 1] = firstShared[c];
            for (int node : nodesOf[c]) {
                firstShared[c + 1] += touched[node] > 1 ? 1 : 0;
            }
        }
        chunks = new TetChunk[count];
        slotOf = new int[order.length];
        Chunks.forEach(threads, count, 1, (from, to) -> {
            for (int c = from; c < to; c++) {
                chunks[c] = build(c, nodesOf[c], firstShared[c]);
            }
        });
        sharedNodes = java.util.stream.IntStream.range(0, nodes)
                .filter(n -> touched[n] != 1)
                .toArray();
        shareStart = new int[sharedNodes.length + 1];
        int[] index = new int[nodes];
        for (int s = 0; s < sharedNodes.length; s++) {
            index[sharedNodes[s]] = s;
            shareStart[s + 1] = shareStart[s] + touched[sharedNodes[s]];
        }
        shares = new int[firstShared[count]];
        int[] next = shareStart.clone();
        for (TetChunk chunk : chunks) {
            for (int i = chunk.own(); i < chunk.nodes().length; i++) {
                shares[next[index[chunk.nodes()[i]]]++] = chunk.firstShared() + i - chunk.own();
            }
        }
    }

    /** Elements by the place of their centres on Morton's curve. */
    private static int[] alongCurve(int[] connectivity, double[] coordinates) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double size = 0;
        for (int i = 0; i < coordinates.length; i++) {
            low[i % 3] = Math.min(low[i % 3], coordinates[i]);
        }
        for (int i = 0; i < coordinates.length; i++) {
            size = Math.max(size, coordinates[i] - low[i % 3]);
        }
        double scale = size > 0 ? ((1 << AXIS_BITS) - 1) / size : 0;
        long[] keys = new long[connectivity.length / 10];
        for (int e = 0; e < keys.length; e++) {
            long key = 0;
            for (int i = 0; i < 3; i++) {
                double sum = 0;
                for (int v = 0; v < 4; v++) {
                    sum += coordinates[3 * connectivity[10 * e + v] + i] - low[i];
                }
                key |= spread((int) (scale * sum / 4)) << i;
            }
            keys[e] = key << 32 | e;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        Arrays.setAll(order, i -> (int) keys[i]);
        return order;
    }

    /** Two zero bits after each bit. */
    private static long spread(int bits) {
        long spread = 0;
        for (int b = 0; b < AXIS_BITS; b++) {
            spread |= (long) (bits >> b & 1) << 3 * b;
        }
        return spread;
    }

    private void countChunks(int[][] nodesOf) {
        int[] last = new int[touched.length];
        int[] seen = new int[10 * CHUNK];
        for (int c = 0; c < nodesOf.length; c++) {
            int count = 0;
            for (int i = c * CHUNK; i < Math.min(order.length, (c + 1) * CHUNK); i++) {
                for (int k = 10 * order[i]; k < 10 * order[i] + 10; k++) {
                    int node = connectivity[k];
                    if (last[node] != c + 1) {
                        last[node] = c + 1;
                        touched[node]++;
                        seen[count++] = node;
                    }
                }
            }
            nodesOf[c] = Arrays.copyOf(seen, count);
        }
    }

    private TetChunk build(int c, int[] found, int firstShared) {
        int from = c * CHUNK;
        int to = Math.min(order.length, from + CHUNK);
        double[][] values = new double[to - from][];
        long[] keys = new long[to - from];
        for (int i = 0; i < keys.length; i++) {
            int e = order[from + i];
            values[i] = points(e);
            keys[i] = (long) materialOf[e] << 33 | (values[i].length > TetKernel.GEOMETRY ? 1L << 32 : 0) | i;
        }
        Arrays.sort(keys);
        int[] nodes = ownFirst(found);
        int own = 0;
        while (own < nodes.length && touched[nodes[own]] == 1) {
            own++;
        }
        int[] firsts = batches(keys);
        int batches = firsts.length - 1;
        int[] material = new int[batches];
        int[] lanes = new int[batches];
        int[] start = new int[batches];
        int[] step = new int[batches];
        int total = 0;
        for (int b = 0; b < batches; b++) {
            double[] first = values[(int) keys[firsts[b]]];
            material[b] = (int) (keys[firsts[b]] >> 33);
            lanes[b] = firsts[b + 1] - firsts[b];
            start[b] = total;
            step[b] = first.length > TetKernel.GEOMETRY ? TetKernel.GEOMETRY : 0;
            total += first.length;
        }
        char[] places = new char[batches * TetChunk.PLACES];
        double[][] geometry = new double[total][TetKernel.LANES];
        int[] sorted = nodes.clone();
        int[] placeOf = sortedPlaces(sorted, nodes);
        for (int b = 0; b < batches; b++) {
            for (int l = 0; l < lanes[b]; l++) {
                int i = (int) keys[firsts[b] + l];
                int e = order[from + i];
                slotOf[e] = c << 16 | b * TetKernel.LANES + l;
                for (int n = 0; n < 10; n++) {
                    int place = placeOf[Arrays.binarySearch(sorted, connectivity[10 * e + n])];
                    places[b * TetChunk.PLACES + n * TetKernel.LANES + l] = (char) place;
                }
                for (int r = 0; r < values[i].length; r++) {
                    geometry[start[b] + r][l] = values[i][r];
                }
            }
        }
        return new TetChunk(nodes, own, firstShared, material, lanes, places, start, step, geometry);
    }

    /** Geometry at one point if it is alike at all, at four points otherwise. */
    private double[] points(int element) {
        double[] all = new double[4 * TetKernel.GEOMETRY];
        double[] one = new double[TetKernel.GEOMETRY];
        boolean alike = true;
        double size = 0;
        for (int p = 0; p < 4; p++) {
            source.read(element, p, one);
            for (int i = 0; i < one.length; i++) {
                all[p * one.length + i] = one[i];
                size = Math.max(size, i < 9 ? Math.abs(one[i]) : 0);
                double scale = i < 9 ? size : Math.abs(one[i]);
                alike &= Math.abs(one[i] - all[i]) <= ALIKE * scale;
            }
        }
        return alike ? Arrays.copyOf(all, one.length) : all;
    }

    private int[] ownFirst(int[] found) {
        int[] nodes = new int[found.length];
        int at = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int node : found) {
                if (touched[node] == 1 == (pass == 0)) {
                    nodes[at++] = node;
                }
            }
        }
        return nodes;
    }

    /** Sorts the nodes; returns where each stood. */
    private static int[] sortedPlaces(int[] sorted, int[] nodes) {
        long[] keys = new long[nodes.length];
        Arrays.setAll(keys, i -> (long) nodes[i] << 32 | i);
        Arrays.sort(keys);
        int[] placeOf = new int[nodes.length];
        for (int i = 0; i < keys.length; i++) {
            sorted[i] = (int) (keys[i] >> 32);
            placeOf[i] = (int) keys[i];
        }
        return placeOf;
    }

    /** Where batches start: at most so many lanes, of one material, alike at all points or not. */
    private static int[] batches(long[] keys) {
        int[] firsts = new int[keys.length + 1];
        int count = 0;
        for (int i = 0; i < keys.length; i++) {
            boolean full = count > 0 && i - firsts[count - 1] == TetKernel.LANES;
            if (i == 0 || full || keys[i] >> 32 != keys[i - 1] >> 32) {
                firsts[count++] = i;
            }
        }
        firsts[count] = keys.length;
        return Arrays.copyOf(firsts, count + 1);
    }
}
