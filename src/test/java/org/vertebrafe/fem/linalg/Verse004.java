package org.vertebrafe.fem.linalg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.zip.GZIPInputStream;
import net.imglib2.parallel.TaskExecutor;

/**
 * The real L2 of the published spine benchmark, loaded between PMMA disks: a large system with all that makes real ones
 * hard. Per-voxel Kopperdahl modulus, 1e-4 MPa where the density is negative; top pressed down by 0.2 mm.
 */
final class Verse004 {

    private static final Path FOLDER = Path.of("..", "shared", "data", "verse004-L2");
    private static final int LOWER_DISK = 5;
    private static final int UPPER_DISK = 6;
    static final double PRESSED = 0.2;

    final VoxelModel model;
    final ConstrainedSystem system;
    /** Right-hand side of the free unknowns, N. */
    final double[] load;
    /** The prescribed displacements, mm. */
    private final double[] prescribed;

    private final int[] top;

    /**
     * @param split every voxel becomes split x split x split elements
     * @param sidewaysHeld whether x and y are held on both plates, too
     */
    Verse004(int split, boolean sidewaysHeld, TaskExecutor threads) {
        Raw density = Raw.read("density.nii.gz");
        Raw labels = Raw.read("labels.nii.gz");
        boolean[] solid = new boolean[density.values.length];
        for (int v = 0; v < solid.length; v++) {
            solid[v] = density.values[v] != 0 || labels.values[v] >= LOWER_DISK;
        }
        keepLargest(solid, density.nx, density.ny);
        double[] modulus = new double[solid.length];
        for (int v = 0; v < solid.length; v++) {
            modulus[v] = solid[v] ? modulus(density.values[v], labels.values[v]) : 0;
        }
        model = refined(density, modulus, split, threads);
        int[] bottom = plate(labels, solid, split, LOWER_DISK);
        top = plate(labels, solid, split, UPPER_DISK);
        BitSet fixed = new BitSet(3 * model.nodes());
        VoxelModel.hold(fixed, bottom, 2);
        VoxelModel.hold(fixed, top, 2);
        if (sidewaysHeld) {
            VoxelModel.hold(fixed, bottom, 0, 1);
            VoxelModel.hold(fixed, top, 0, 1);
        }
        system = sidewaysHeld ? model.system(fixed) : model.system(fixed, 0, 1, 5);
        prescribed = new double[system.size()];
        for (int node : top) {
            prescribed[3 * node + 2] = -PRESSED;
        }
        load = new double[system.size()];
        model.matrix.multiply(threads, prescribed, load);
        for (int i = 0; i < load.length; i++) {
            load[i] = -load[i];
        }
    }

    /** Force on the top plate over its displacement, N/mm. */
    double stiffness(double[] x, TaskExecutor threads) {
        double[] u = x.clone();
        for (int i = 0; i < u.length; i++) {
            u[i] += prescribed[i];
        }
        double[] force = new double[u.length];
        model.matrix.multiply(threads, u, force);
        double sum = 0;
        for (int node : top) {
            sum -= force[3 * node + 2];
        }
        return sum / PRESSED;
    }

    private static double modulus(double milligrams, double label) {
        if (label >= LOWER_DISK) {
            return 2500;
        }
        return milligrams < 0 ? 1e-4 : 2980 * Math.pow(milligrams / 1000, 1.05);
    }

    private static VoxelModel refined(Raw grid, double[] modulus, int split, TaskExecutor threads) {
        int nx = split * grid.nx;
        int ny = split * grid.ny;
        int nz = split * grid.nz;
        double[] fine = new double[nx * ny * nz];
        for (int v = 0; v < fine.length; v++) {
            int i = v % nx / split;
            int j = v / nx % ny / split;
            int k = v / (nx * ny) / split;
            fine[v] = modulus[i + grid.nx * (j + grid.ny * k)];
        }
        double h = 1.0 / split;
        return new VoxelModel(nx, ny, nz, new double[] {h, h, h}, fine, threads);
    }

    /** The nodes on the outer faces of a disk's outermost layer. */
    private int[] plate(Raw labels, boolean[] solid, int split, int disk) {
        boolean upper = disk == UPPER_DISK;
        int layer = upper ? 0 : labels.nz;
        for (int v = 0; v < solid.length; v++) {
            if (solid[v] && labels.values[v] == disk) {
                int k = v / (labels.nx * labels.ny);
                layer = upper ? Math.max(layer, k) : Math.min(layer, k);
            }
        }
        int plane = split * (upper ? layer + 1 : layer);
        BitSet nodes = new BitSet();
        for (int v = 0; v < labels.nx * labels.ny; v++) {
            int at = v + labels.nx * labels.ny * layer;
            if (solid[at] && labels.values[at] == disk) {
                for (int q = 0; q < (split + 1) * (split + 1); q++) {
                    int i = split * (v % labels.nx) + q % (split + 1);
                    int j = split * (v / labels.nx) + q / (split + 1);
                    nodes.set(model.node(i, j, plane));
                }
            }
        }
        return nodes.stream().toArray();
    }

    /** Keeps the largest part connected over faces. */
    private static void keepLargest(boolean[] solid, int nx, int ny) {
        int[] part = new int[solid.length];
        int[] stack = new int[solid.length];
        int parts = 0;
        int best = 0;
        int bestSize = 0;
        int[] steps = {1, -1, nx, -nx, nx * ny, -nx * ny};
        for (int seed = 0; seed < solid.length; seed++) {
            if (!solid[seed] || part[seed] != 0) {
                continue;
            }
            int size = 0;
            int depth = 0;
            part[seed] = ++parts;
            stack[depth++] = seed;
            while (depth > 0) {
                int v = stack[--depth];
                size++;
                for (int s = 0; s < 6; s++) {
                    int w = v + steps[s];
                    boolean wraps = s < 2 && v / nx != Math.floorDiv(w, nx)
                            || s < 4 && v / (nx * ny) != Math.floorDiv(w, nx * ny);
                    if (w >= 0 && w < solid.length && !wraps && solid[w] && part[w] == 0) {
                        part[w] = parts;
                        stack[depth++] = w;
                    }
                }
            }
            if (size > bestSize) {
                bestSize = size;
                best = parts;
            }
        }
        for (int v = 0; v < solid.length; v++) {
            solid[v] &= part[v] == best;
        }
    }

    /** A NIfTI-1 volume of float64 or uint8, little endian, as the benchmark has them. */
    private record Raw(int nx, int ny, int nz, double[] values) {

        static Raw read(String name) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(FOLDER.resolve(name)))) {
                ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
                int nx = bytes.getShort(42);
                int ny = bytes.getShort(44);
                int nz = bytes.getShort(46);
                int type = bytes.getShort(70);
                double[] values = new double[nx * ny * nz];
                for (int v = 0; v < values.length; v++) {
                    values[v] = switch (type) {
                        case 64 -> bytes.getDouble(352 + 8 * v);
                        case 2 -> bytes.get(352 + v) & 0xFF;
                        default -> throw new IOException("NIfTI type " + type);
                    };
                }
                return new Raw(nx, ny, nz, values);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
