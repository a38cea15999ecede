package org.vertebrafe.mesh;

import java.util.Arrays;
import java.util.Locale;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Memory;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;

/**
 * Brings a voxel solid to cubic voxels of a chosen size along the same axes. Each new voxel averages the density of the
 * bone it overlaps by exact volume, and exists where at least half of it is tissue; it becomes the tissue that fills
 * most of it. The new grid is centred on the solid, so that flipped or permuted images give the same model.
 */
public final class VoxelResampler {

    private static final double HALF = 0.5 - 1e-9;
    private static final int TISSUES = Tissue.values().length + 1;

    /** Whether the tissue of a code is bone. */
    private static final boolean[] BONE = new boolean[TISSUES];

    static {
        for (Tissue tissue : Tissue.values()) {
            BONE[tissue.code()] = tissue.isBone();
        }
    }

    /** Memory for one new voxel: its tissue, density, modulus and corner. */
    private static final double BYTES_PER_VOXEL = 20;
    /** Memory that a whole analysis takes for one element: mesh, solution, stresses. */
    private static final double BYTES_PER_ELEMENT = 800;

    private VoxelResampler() {}

    /**
     * @param solid the voxels as imaged, cropped to what is needed
     * @param size edge of the new voxels, mm
     */
    public static VoxelSolid toCubes(VoxelSolid solid, double size) {
        if (!(size > 0)) {
            throw InputException.of("Element size %g mm: must be positive.", size);
        }
        VoxelGrid from = solid.grid();
        requireMemory(solid, size);
        int[] n = new int[3];
        Vec3 corner = from.toPatient(-0.5, -0.5, -0.5);
        for (int axis = 0; axis < 3; axis++) {
            double extent = from.size(axis) * from.spacing().get(axis);
            n[axis] = (int) Math.ceil(extent / size - 1e-9);
            corner = corner.plus(from.axis(axis).times((extent - n[axis] * size) / 2 + size / 2));
        }
        VoxelGrid to = new VoxelGrid(
                n[0], n[1], n[2], new Vec3(size, size, size), corner, from.xAxis(), from.yAxis(), from.zAxis());
        Overlap[] overlaps = {new Overlap(from, to, 0), new Overlap(from, to, 1), new Overlap(from, to, 2)};
        byte[] codes = new byte[to.voxels()];
        float[] density = new float[to.voxels()];
        int[] cell = new int[3];
        double[] volumes = new double[TISSUES];
        for (int k = 0, at = 0; k < to.nz(); k++) {
            cell[2] = k;
            for (int j = 0; j < to.ny(); j++) {
                cell[1] = j;
                for (int i = 0; i < to.nx(); i++, at++) {
                    cell[0] = i;
                    average(solid, overlaps, cell, size * size * size, volumes, codes, density, at);
                }
            }
        }
        if (new TissueMap(to, codes).counts().isEmpty()) {
            throw InputException.of(
                    "Elements of %g mm leave nothing of the vertebra: choose them smaller than its parts.", size);
        }
        return new VoxelSolid(new TissueMap(to, codes), new Volume(to, density));
    }

    /** Far too small elements are refused before the first array is made for them. */
    private static void requireMemory(VoxelSolid solid, double size) {
        double cube = size * size * size;
        double elements = solid.tissues().counts().values().stream()
                        .mapToDouble(Number::doubleValue)
                        .sum()
                * solid.grid().voxelVolume()
                / cube;
        double voxels = solid.grid().voxels() * solid.grid().voxelVolume() / cube;
        if (voxels > Integer.MAX_VALUE / 2.0) {
            throw InputException.of(
                    "Elements of %g mm make a grid of about %.2g cells: at most %.2g are possible; choose larger elements.",
                    size, voxels, Integer.MAX_VALUE / 2.0);
        }
        Memory.require(
                String.format(Locale.ROOT, "A model of about %.3g elements of %g mm", elements, size),
                BYTES_PER_VOXEL * voxels + BYTES_PER_ELEMENT * elements,
                "choose larger elements");
    }

    private static void average(
            VoxelSolid solid,
            Overlap[] overlaps,
            int[] cell,
            double cellVolume,
            double[] volumes,
            byte[] codes,
            float[] density,
            int at) {
        Arrays.fill(volumes, 0);
        double mass = 0;
        double bone = 0;
        VoxelGrid grid = solid.grid();
        for (int k = overlaps[2].first(cell[2]); k <= overlaps[2].last(cell[2]); k++) {
            for (int j = overlaps[1].first(cell[1]); j <= overlaps[1].last(cell[1]); j++) {
                double area = overlaps[2].length(cell[2], k) * overlaps[1].length(cell[1], j);
                for (int i = overlaps[0].first(cell[0]); i <= overlaps[0].last(cell[0]); i++) {
                    int source = grid.index(i, j, k);
                    byte code = solid.tissues().codes()[source];
                    if (code != 0) {
                        double volume = area * overlaps[0].length(cell[0], i);
                        volumes[code] += volume;
                        if (BONE[code]) {
                            bone += volume;
                            mass += volume * solid.density().values()[source];
                        }
                    }
                }
            }
        }
        double filled = 0;
        int most = 0;
        for (int code = 1; code < TISSUES; code++) {
            filled += volumes[code];
            if (volumes[code] > volumes[most] * (1 + 1e-9)) {
                most = code;
            }
        }
        if (filled >= HALF * cellVolume) {
            codes[at] = (byte) most;
            density[at] = bone > 0 ? (float) (mass / bone) : 0;
        }
    }

    /** How the cells of two grids with the same axes overlap along one axis. */
    private static final class Overlap {

        private final double start;
        private final double fine;
        private final double coarse;
        private final int fineCells;

        Overlap(VoxelGrid from, VoxelGrid to, int axis) {
            fine = from.spacing().get(axis);
            coarse = to.spacing().get(axis);
            fineCells = from.size(axis);
            // Lower edge of the first coarse cell, measured from the lower edge of the first fine one.
            start = to.origin().minus(from.origin()).dot(from.axis(axis)) - coarse / 2 + fine / 2;
        }

        int first(int cell) {
            return Math.max(0, (int) Math.floor((start + cell * coarse) / fine));
        }

        int last(int cell) {
            return Math.min(fineCells - 1, (int) Math.floor((start + (cell + 1) * coarse) / fine));
        }

        double length(int cell, int fineCell) {
            double low = Math.max(start + cell * coarse, fineCell * fine);
            double high = Math.min(start + (cell + 1) * coarse, (fineCell + 1) * fine);
            return Math.max(0, high - low);
        }
    }
}
