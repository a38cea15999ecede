package org.vertebrafe.mesh;

import org.vertebrafe.image.VoxelGrid;

/**
 * A brick mesh made of voxels, and where its elements come from.
 *
 * @param mesh the mesh, with node sets {@link #SUPERIOR} and {@link #INFERIOR}
 * @param grid the grid whose voxels became elements
 * @param voxelOfElement array position of each element's voxel; to be read only
 * @param componentsRemoved parts of the label map that do not touch the model and were left out
 * @param voxelsRemoved voxels of those parts
 */
public record VoxelMesh(Mesh mesh, VoxelGrid grid, int[] voxelOfElement, int componentsRemoved, int voxelsRemoved) {

    /** Name of the node set through which the load comes from above. */
    public static final String SUPERIOR = "superior";

    /** Name of the node set that rests on what is below. */
    public static final String INFERIOR = "inferior";
}
