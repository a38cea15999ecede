package org.vertebrafe.fem.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An order of elimination with little fill: the nodes are halved by a plane across their longest extent, the halves are
 * ordered the same way, and the nodes that separate them come last (George 1973, doi:10.1137/0710032).
 */
final class NestedDissection {

    /** Nodes that are not divided any further. */
    private static final int LEAF = 24;

    private final int[] rowStart;
    private final int[] columns;
    private final double[] coordinates;
    /** Part of each node while two halves are told apart. */
    private final int[] mark;

    private int marks;
    private final List<int[]> parts = new ArrayList<>();

    private NestedDissection(BlockCsrMatrix a, double[] coordinates) {
        rowStart = a.rowStart();
        columns = a.columns();
        this.coordinates = coordinates;
        mark = new int[a.blockRows()];
    }

    /**
     * The nodes in groups, in the order of elimination. The nodes of a group couple with one another, with those of later
     * groups and with those of groups that are wholly on their side.
     *
     * @param nodes to be ordered
     * @param coordinates x, y, z of all nodes
     */
    static List<int[]> of(BlockCsrMatrix a, int[] nodes, double[] coordinates) {
        NestedDissection dissection = new NestedDissection(a, coordinates);
        dissection.divide(nodes);
        return dissection.parts;
    }

    private void divide(int[] nodes) {
        if (nodes.length == 0) {
            return;
        }
        if (nodes.length <= LEAF) {
            parts.add(nodes);
            return;
        }
        int[] sorted = alongLongestExtent(nodes);
        int half = sorted.length / 2;
        int upper = ++marks;
        for (int i = half; i < sorted.length; i++) {
            mark[sorted[i]] = upper;
        }
        int[] lower = Arrays.copyOf(sorted, half);
        int[] separator = Arrays.stream(lower).filter(n -> touches(n, upper)).toArray();
        int[] rest = Arrays.stream(lower).filter(n -> !touches(n, upper)).toArray();
        int[] above = Arrays.copyOfRange(sorted, half, sorted.length);
        divide(rest);
        divide(above);
        if (separator.length > 0) {
            parts.add(separator);
        }
    }

    private boolean touches(int node, int part) {
        for (int k = rowStart[node]; k < rowStart[node + 1]; k++) {
            if (mark[columns[k]] == part) {
                return true;
            }
        }
        return false;
    }

    private int[] alongLongestExtent(int[] nodes) {
        int axis = 0;
        double longest = -1;
        for (int i = 0; i < 3; i++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int n : nodes) {
                low = Math.min(low, coordinates[3 * n + i]);
                high = Math.max(high, coordinates[3 * n + i]);
            }
            if (high - low > longest) {
                longest = high - low;
                axis = i;
            }
        }
        int along = axis;
        return Arrays.stream(nodes)
                .boxed()
                .sorted((a, b) -> {
                    int order = Double.compare(coordinates[3 * a + along], coordinates[3 * b + along]);
                    return order != 0 ? order : Integer.compare(a, b);
                })
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
