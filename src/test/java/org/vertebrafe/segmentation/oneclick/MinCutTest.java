package org.vertebrafe.segmentation.oneclick;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Progress;

/** Both cuts against trying everything. */
class MinCutTest {

    @Test
    void noCutIsCheaperThanTheOneFound() {
        Random random = new Random(4);
        for (int trial = 0; trial < 300; trial++) {
            int nodes = 2 + random.nextInt(9);
            int[] ties = random.ints(nodes, -20, 21).toArray();
            int[][] arcs = new int[nodes * 3][];
            MinCut cut = new MinCut(nodes, 1);
            for (int v = 0; v < nodes; v++) {
                cut.tie(v, ties[v]);
            }
            for (int a = 0; a < arcs.length; a++) {
                int from = random.nextInt(nodes);
                int to = (from + 1 + random.nextInt(nodes - 1)) % nodes;
                arcs[a] = new int[] {from, to, random.nextInt(12), random.nextInt(12)};
                cut.arc(from, to, arcs[a][2], arcs[a][3]);
            }
            cut.solve(Progress.NONE);
            int found = 0;
            for (int v = 0; v < nodes; v++) {
                found |= cut.onSourceSide(v) ? 1 << v : 0;
            }
            int least = Integer.MAX_VALUE;
            for (int side = 0; side < 1 << nodes; side++) {
                least = Math.min(least, price(side, ties, arcs));
            }
            assertThat(price(found, ties, arcs)).as("trial %d", trial).isEqualTo(least);
        }
    }

    private static int price(int sourceSide, int[] ties, int[][] arcs) {
        int price = 0;
        for (int v = 0; v < ties.length; v++) {
            boolean source = (sourceSide >> v & 1) == 1;
            price += source ? Math.max(-ties[v], 0) : Math.max(ties[v], 0);
        }
        for (int[] arc : arcs) {
            boolean from = (sourceSide >> arc[0] & 1) == 1;
            boolean to = (sourceSide >> arc[1] & 1) == 1;
            price += from && !to ? arc[2] : !from && to ? arc[3] : 0;
        }
        return price;
    }

    @Test
    void noSurfaceThatKeepsTheLargestStepIsCheaperThanTheOneFound() {
        Random random = new Random(5);
        int levels = 5;
        int[][] ring = {{1, 4}, {0, 2}, {1, 3}, {2, 4}, {3, 0}};
        for (int trial = 0; trial < 200; trial++) {
            double[] costs = random.ints(ring.length * levels, -1024, 1024)
                    .mapToDouble(c -> c / 1024.0)
                    .toArray();
            double stepPrice = random.nextInt(300) / 1024.0;
            int largest = 1 + random.nextInt(3);
            int[] surface = SurfaceCut.solve(costs, levels, ring, stepPrice, largest, Progress.NONE);
            double least = Double.MAX_VALUE;
            for (int code = 0; code < Math.pow(levels, ring.length); code++) {
                int[] tried = new int[ring.length];
                for (int c = 0, rest = code; c < tried.length; c++, rest /= levels) {
                    tried[c] = rest % levels;
                }
                least = Math.min(least, cost(tried, costs, levels, ring, stepPrice, largest));
            }
            assertThat(cost(surface, costs, levels, ring, stepPrice, largest))
                    .as("trial %d", trial)
                    .isEqualTo(least);
        }
    }

    private static double cost(
            int[] surface, double[] costs, int levels, int[][] neighbours, double stepPrice, int largest) {
        double sum = 0;
        for (int c = 0; c < surface.length; c++) {
            sum += costs[c * levels + surface[c]];
            for (int other : neighbours[c]) {
                int step = Math.abs(surface[c] - surface[other]);
                if (step > largest) {
                    return Double.MAX_VALUE;
                }
                sum += other > c ? stepPrice * step : 0;
            }
        }
        return sum;
    }
}
