package org.vertebrafe.fem.linalg;

import java.util.Arrays;

/**
 * Equal bricks on a regular grid, of which some are occupied. Nodes are the corners of occupied bricks, numbered from 0
 * with the first axis fastest. Bricks that follow each other along the first axis form a run, whose nodes follow each
 * other too: that is all the connectivity there is, 5 numbers a run.
 */
public final class BrickGrid implements BrickLayout {

    private final int nx;
    private final int ny;
    private final int nz;
    private final int[] bricks;
    private final int nodes;

    /** First brick of each run and, last, the number of bricks. */
    private final int[] runStart;
    /** Nodes of a run's first brick: lower corner along the first axis in rows (j, k), (j+1, k), (j, k+1), (j+1, k+1). */
    private final int[] runNode;
    /** First node of each layer of grid points along the third axis and, last, the number of nodes. */
    private final int[] layerNode;
    /** First run of each layer along the third axis and, last, the number of runs. */
    private final int[] layerStart;

    private final double[] origin;
    private final double[] steps;

    /**
     * @param nx bricks along the first axis
     * @param ny along the second
     * @param nz along the third
     * @param bricks the occupied ones as {@code i + nx (j + ny k)}, rising; handed over
     * @param origin position of corner (0, 0, 0), mm, in the frame of the displacements
     * @param steps the three edges of a brick, mm, one after the other, at right angles to each other
     */
    public BrickGrid(int nx, int ny, int nz, int[] bricks, double[] origin, double[] steps) {
        this.nx = nx;
        this.ny = ny;
        this.nz = nz;
        this.bricks = bricks;
        this.origin = origin.clone();
        this.steps = steps.clone();
        int[] nodeOfPoint = new int[Math.multiplyExact(Math.multiplyExact(nx + 1, ny + 1), nz + 1)];
        Arrays.fill(nodeOfPoint, -1);
        for (int brick : bricks) {
            int p = pointOf(brick);
            for (int corner = 0; corner < 8; corner++) {
                nodeOfPoint[p + offset(corner)] = 0;
            }
        }
        layerNode = new int[nz + 2];
        int count = 0;
        for (int k = 0, p = 0; k <= nz; k++) {
            for (int end = p + (nx + 1) * (ny + 1); p < end; p++) {
                if (nodeOfPoint[p] == 0) {
                    nodeOfPoint[p] = count++;
                }
            }
            layerNode[k + 1] = count;
        }
        nodes = count;
        layerStart = new int[nz + 1];
        int[] starts = runs();
        runStart = Arrays.copyOf(starts, starts.length + 1);
        runStart[starts.length] = bricks.length;
        runNode = new int[4 * starts.length];
        for (int run = 0; run < starts.length; run++) {
            int p = pointOf(bricks[starts[run]]);
            for (int row = 0; row < 4; row++) {
                runNode[4 * run + row] = nodeOfPoint[p + offset(2 * row)];
            }
        }
    }

    private int[] runs() {
        int[] starts = new int[bricks.length];
        int n = 0;
        for (int e = 0; e < bricks.length; e++) {
            if (e == 0 || bricks[e] != bricks[e - 1] + 1 || bricks[e] % nx == 0) {
                starts[n++] = e;
                layerStart[bricks[e] / (nx * ny) + 1] = n;
            }
        }
        for (int k = 0; k < nz; k++) {
            layerStart[k + 1] = Math.max(layerStart[k + 1], layerStart[k]);
        }
        return Arrays.copyOf(starts, n);
    }

    /** Grid point of a brick's first corner. */
    private int pointOf(int brick) {
        int row = brick / nx;
        return brick % nx + (nx + 1) * (row % ny + (ny + 1) * (row / ny));
    }

    /** From a brick's first corner to one with bits i + 2 j + 4 k. */
    private int offset(int corner) {
        return (corner & 1) + (nx + 1) * ((corner >> 1 & 1) + (ny + 1) * (corner >> 2));
    }

    @Override
    public int nodes() {
        return nodes;
    }

    @Override
    public int bricks() {
        return bricks.length;
    }

    /** Nodes of a brick, corners by bits i + 2 j + 4 k. */
    void nodesOf(int brick, int[] corners) {
        int found = Arrays.binarySearch(runStart, brick);
        int run = found >= 0 ? found : -found - 2;
        for (int corner = 0; corner < 8; corner++) {
            corners[corner] = runNode[4 * run + (corner >> 1)] + brick - runStart[run] + (corner & 1);
        }
    }

    @Override
    public int nx() {
        return nx;
    }

    @Override
    public int ny() {
        return ny;
    }

    @Override
    public int nz() {
        return nz;
    }

    /** First run of a layer; that of layer nz is the number of runs. */
    int firstRun(int layer) {
        return layerStart[layer];
    }

    /** First brick of a run; that of the run after the last is the number of bricks. */
    int firstBrick(int run) {
        return runStart[run];
    }

    /** Lower node of a run's first brick in row 0..3: (j, k), (j+1, k), (j, k+1), (j+1, k+1). */
    int runNode(int run, int row) {
        return runNode[4 * run + row];
    }

    /** First node of a layer of grid points along the third axis, 0..nz; that of nz + 1 is the number of nodes. */
    int firstNode(int layer) {
        return layerNode[layer];
    }

    @Override
    public boolean hangsTogether() {
        return true;
    }

    @Override
    public void forEach(Visitor visitor) {
        int[] corners = new int[8];
        for (int run = 0; run + 1 < runStart.length; run++) {
            for (int brick = runStart[run]; brick < runStart[run + 1]; brick++) {
                for (int corner = 0; corner < 8; corner++) {
                    corners[corner] = runNode[4 * run + (corner >> 1)] + brick - runStart[run] + (corner & 1);
                }
                visitor.at(brick, corners);
            }
        }
    }

    @Override
    public int position(int brick) {
        return bricks[brick];
    }

    @Override
    public double coordinate(int i, int j, int k, int c) {
        return origin[c] + i * steps[c] + j * steps[3 + c] + k * steps[6 + c];
    }

    /** Component c of the unit vector along an axis. */
    double direction(int axis, int c) {
        double x = steps[3 * axis];
        double y = steps[3 * axis + 1];
        double z = steps[3 * axis + 2];
        return steps[3 * axis + c] / Math.sqrt(x * x + y * y + z * z);
    }
}
