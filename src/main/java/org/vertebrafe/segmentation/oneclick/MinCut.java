package org.vertebrafe.segmentation.oneclick;

import java.util.Arrays;
import org.vertebrafe.base.Progress;

/**
 * Minimal cut of a directed graph by augmenting paths between two search trees that are kept from one path to the next
 * (Boykov and Kolmogorov 2004, doi:10.1109/TPAMI.2004.60). Whole-number capacities: the result is exact.
 */
final class MinCut {

    /** A capacity that no cut can pay; two of them do not overflow. */
    static final int INFINITE = 1 << 29;

    private static final int NONE = -1;
    private static final int TERMINAL = -2;
    private static final int ORPHAN = -3;
    private static final int POLL = 4096;

    private final int[] firstArc;
    private final int[] terminal;
    private int[] head;
    private int[] next;
    private int[] capacity;
    private int arcs;

    // State of the search: arc towards the parent, side, distance to the terminal and when that was known.
    private final int[] parent;
    private final boolean[] sinkSide;
    private final int[] distance;
    private final int[] stamp;
    private int time;

    private final int[] queue;
    private final boolean[] queued;
    private int queueHead;
    private int queueSize;
    private int[] orphans = new int[256];
    private int orphanHead;
    private int orphanCount;

    /**
     * @param nodes without the two terminals
     * @param expectedArcs pairs of arcs there will be, as an estimate
     */
    MinCut(int nodes, int expectedArcs) {
        firstArc = new int[nodes];
        Arrays.fill(firstArc, NONE);
        terminal = new int[nodes];
        parent = new int[nodes];
        Arrays.fill(parent, NONE);
        sinkSide = new boolean[nodes];
        distance = new int[nodes];
        stamp = new int[nodes];
        queue = new int[nodes + 1];
        queued = new boolean[nodes];
        head = new int[2 * expectedArcs];
        next = new int[2 * expectedArcs];
        capacity = new int[2 * expectedArcs];
    }

    /** Ties a node to the source (positive) or the sink (negative); ties add up. */
    void tie(int node, int towardsSource) {
        terminal[node] += towardsSource;
    }

    /** Adds an arc and its reverse. */
    void arc(int from, int to, int forward, int backward) {
        if (arcs + 2 > head.length) {
            int grown = Math.max(64, 2 * head.length);
            head = Arrays.copyOf(head, grown);
            next = Arrays.copyOf(next, grown);
            capacity = Arrays.copyOf(capacity, grown);
        }
        head[arcs] = to;
        next[arcs] = firstArc[from];
        capacity[arcs] = forward;
        firstArc[from] = arcs++;
        head[arcs] = from;
        next[arcs] = firstArc[to];
        capacity[arcs] = backward;
        firstArc[to] = arcs++;
    }

    /** Finds the minimal cut; afterwards {@link #onSourceSide(int)} tells it. */
    void solve(Progress progress) {
        for (int v = 0; v < terminal.length; v++) {
            if (terminal[v] != 0) {
                sinkSide[v] = terminal[v] < 0;
                parent[v] = TERMINAL;
                distance[v] = 1;
                activate(v);
            }
        }
        int paths = 0;
        int current = NONE;
        while (true) {
            int v = current;
            if (v == NONE || parent[v] == NONE) {
                v = nextActive();
                if (v == NONE) {
                    return;
                }
            }
            int bridge = grow(v);
            time++;
            if (bridge == NONE) {
                current = NONE;
                continue;
            }
            // The node may have more free arcs: go on with it after the path is used up.
            current = v;
            augment(bridge);
            adopt();
            if (++paths % POLL == 0) {
                progress.checkCancelled();
            }
        }
    }

    boolean onSourceSide(int node) {
        return parent[node] != NONE && !sinkSide[node];
    }

    private void activate(int v) {
        if (!queued[v]) {
            queued[v] = true;
            queue[(queueHead + queueSize) % queue.length] = v;
            queueSize++;
        }
    }

    private int nextActive() {
        while (queueSize > 0) {
            int v = queue[queueHead];
            queueHead = (queueHead + 1) % queue.length;
            queueSize--;
            queued[v] = false;
            if (parent[v] != NONE) {
                return v;
            }
        }
        return NONE;
    }

    /** Grows the tree of a node; the arc from source tree to sink tree when they meet. */
    private int grow(int v) {
        boolean sink = sinkSide[v];
        for (int a = firstArc[v]; a != NONE; a = next[a]) {
            if (capacity[sink ? a ^ 1 : a] == 0) {
                continue;
            }
            int w = head[a];
            if (parent[w] == NONE) {
                sinkSide[w] = sink;
                parent[w] = a ^ 1;
                stamp[w] = stamp[v];
                distance[w] = distance[v] + 1;
                activate(w);
            } else if (sinkSide[w] != sink) {
                return sink ? a ^ 1 : a;
            } else if (stamp[w] <= stamp[v] && distance[w] > distance[v]) {
                parent[w] = a ^ 1;
                stamp[w] = stamp[v];
                distance[w] = distance[v] + 1;
            }
        }
        return NONE;
    }

    private void augment(int bridge) {
        int flow = capacity[bridge];
        int v = head[bridge ^ 1];
        for (; parent[v] != TERMINAL; v = head[parent[v]]) {
            flow = Math.min(flow, capacity[parent[v] ^ 1]);
        }
        flow = Math.min(flow, terminal[v]);
        v = head[bridge];
        for (; parent[v] != TERMINAL; v = head[parent[v]]) {
            flow = Math.min(flow, capacity[parent[v]]);
        }
        flow = Math.min(flow, -terminal[v]);

        push(bridge, flow);
        v = head[bridge ^ 1];
        while (parent[v] != TERMINAL) {
            int a = parent[v];
            int up = head[a];
            push(a ^ 1, flow);
            if (capacity[a ^ 1] == 0) {
                orphan(v);
            }
            v = up;
        }
        terminal[v] -= flow;
        if (terminal[v] == 0) {
            orphan(v);
        }
        v = head[bridge];
        while (parent[v] != TERMINAL) {
            int a = parent[v];
            int up = head[a];
            push(a, flow);
            if (capacity[a] == 0) {
                orphan(v);
            }
            v = up;
        }
        terminal[v] += flow;
        if (terminal[v] == 0) {
            orphan(v);
        }
    }

    private void push(int arc, int flow) {
        if (capacity[arc] < INFINITE) {
            capacity[arc] -= flow;
        }
        if (capacity[arc ^ 1] < INFINITE) {
            capacity[arc ^ 1] += flow;
        }
    }

    private void orphan(int v) {
        parent[v] = ORPHAN;
        if (orphanCount == orphans.length) {
            orphans = Arrays.copyOf(orphans, 2 * orphans.length);
        }
        orphans[orphanCount++] = v;
    }

    private void adopt() {
        orphanHead = 0;
        while (orphanHead < orphanCount) {
            adopt(orphans[orphanHead++]);
        }
        orphanCount = 0;
    }

    private void adopt(int v) {
        boolean sink = sinkSide[v];
        int best = NONE;
        int bestDistance = Integer.MAX_VALUE;
        for (int a = firstArc[v]; a != NONE; a = next[a]) {
            int w = head[a];
            if (capacity[sink ? a : a ^ 1] == 0 || parent[w] == NONE || sinkSide[w] != sink) {
                continue;
            }
            int d = rooted(w);
            if (d < bestDistance) {
                best = a;
                bestDistance = d;
            }
            if (d < Integer.MAX_VALUE) {
                mark(w, d);
            }
        }
        if (best != NONE) {
            parent[v] = best;
            stamp[v] = time;
            distance[v] = bestDistance + 1;
            return;
        }
        for (int a = firstArc[v]; a != NONE; a = next[a]) {
            int w = head[a];
            if (parent[w] == NONE || sinkSide[w] != sink) {
                continue;
            }
            if (capacity[sink ? a : a ^ 1] > 0) {
                activate(w);
            }
            if (parent[w] >= 0 && head[parent[w]] == v) {
                orphan(w);
            }
        }
        parent[v] = NONE;
    }

    /** Distance of a node to its terminal, or the largest number when its root is an orphan. */
    private int rooted(int node) {
        int d = 0;
        int w = node;
        while (true) {
            if (stamp[w] == time) {
                return d + distance[w];
            }
            int a = parent[w];
            d++;
            if (a == TERMINAL) {
                stamp[w] = time;
                distance[w] = 1;
                return d;
            }
            if (a == ORPHAN) {
                return Integer.MAX_VALUE;
            }
            w = head[a];
        }
    }

    private void mark(int node, int distanceOfNode) {
        int d = distanceOfNode;
        for (int w = node; stamp[w] != time; w = head[parent[w]]) {
            stamp[w] = time;
            distance[w] = d--;
        }
    }
}
