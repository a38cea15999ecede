package org.vertebrafe.field;

import java.util.Arrays;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.VoxelMesh;

/** Finds the elements of a voxel mesh in which the voxels of an image lie. */
public final class VoxelLocator {

    private static final int CHUNK_SLICES = 4;

    private final VoxelGrid grid;
    private final int[] elementOfVoxel;

    private VoxelLocator(VoxelMesh mesh) {
        grid = mesh.grid();
        elementOfVoxel = new int[grid.voxels()];
        Arrays.fill(elementOfVoxel, ElementMap.NONE);
        for (int e = 0; e < mesh.voxelOfElement().length; e++) {
            elementOfVoxel[mesh.voxelOfElement()[e]] = e;
        }
    }

    /**
     * Each voxel belongs to the element its centre lies in.
     *
     * @param mesh the voxel mesh
     * @param target the image grid, any spacing and orientation
     * @param threads the caller's threads
     */
    public static ElementMap locate(VoxelMesh mesh, VoxelGrid target, TaskExecutor threads) {
        VoxelLocator locator = new VoxelLocator(mesh);
        VoxelGrid from = mesh.grid();
        double[] corners = new double[24];
        for (int c = 0; c < 8; c++) {
            Vec3 corner = target.toVoxel(from.toPatient(
                    (c & 1) * from.nx() - 0.5, (c >> 1 & 1) * from.ny() - 0.5, (c >> 2) * from.nz() - 0.5));
            for (int axis = 0; axis < 3; axis++) {
                corners[3 * c + axis] = corner.get(axis);
            }
        }
        ElementMap.Box box = new ElementMap.Box(target, corners);
        int[] elements = new int[box.voxels()];
        Vec3 start = from.toVoxel(target.toPatient(0, 0, 0));
        Vec3 di = from.toVoxel(target.toPatient(1, 0, 0)).minus(start);
        Vec3 dj = from.toVoxel(target.toPatient(0, 1, 0)).minus(start);
        Vec3 dk = from.toVoxel(target.toPatient(0, 0, 1)).minus(start);
        int nx = box.size(0);
        int ny = box.size(1);
        Chunks.forEach(threads, box.size(2), CHUNK_SLICES, (first, last) -> {
            for (int at = first * nx * ny; at < last * nx * ny; at++) {
                int i = box.low[0] + at % nx;
                Vec3 row = start.plus(dk.times(box.low[2] + at / nx / ny)).plus(dj.times(box.low[1] + at / nx % ny));
                elements[at] = locator.elementAt(row.x() + i * di.x(), row.y() + i * di.y(), row.z() + i * di.z());
            }
        });
        return new ElementMap(target, box, elements);
    }

    private int elementAt(double x, double y, double z) {
        // A hair's breadth decides voxels whose centre lies on a face the same way in all orientations.
        int i = (int) Math.floor(x + 0.5 + 1e-6);
        int j = (int) Math.floor(y + 0.5 + 1e-6);
        int k = (int) Math.floor(z + 0.5 + 1e-6);
        boolean inside = i >= 0 && j >= 0 && k >= 0 && i < grid.nx() && j < grid.ny() && k < grid.nz();
        return inside ? elementOfVoxel[grid.index(i, j, k)] : ElementMap.NONE;
    }
}
