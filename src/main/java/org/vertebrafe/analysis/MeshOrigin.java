package org.vertebrafe.analysis;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.fem.ElementGeometry;
import org.vertebrafe.field.ElementMap;
import org.vertebrafe.field.TetLocator;
import org.vertebrafe.field.VoxelLocator;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.mesh.VoxelMesh;
import org.vertebrafe.mesh.tet.TetMesh;

/** Where the elements of a model come from: all that voxels and tetrahedra do not share once they have their moduli. */
sealed interface MeshOrigin {

    /** Nodes and elements. */
    Mesh mesh();

    /** Volume of an element, mm3. */
    double volume(int element);

    /** Finds the elements in which the voxels of an image lie. */
    ElementMap locate(VoxelGrid grid, TaskExecutor threads);

    /** Bricks, one for each voxel. */
    record Voxels(VoxelMesh voxels) implements MeshOrigin {

        @Override
        public Mesh mesh() {
            return voxels.mesh();
        }

        @Override
        public double volume(int element) {
            return voxels.grid().voxelVolume();
        }

        @Override
        public ElementMap locate(VoxelGrid grid, TaskExecutor threads) {
            return VoxelLocator.locate(voxels, grid, threads);
        }
    }

    /**
     * Tetrahedra in the smoothed vertebra.
     *
     * @param tets the mesh
     * @param volumes of the elements, mm3
     * @param uncovered bone elements that no bone voxel reaches
     */
    record Tetrahedra(TetMesh tets, double[] volumes, int uncovered) implements MeshOrigin {

        Tetrahedra(TetMesh tets, int uncovered, TaskExecutor threads) {
            this(tets, ElementGeometry.volumes(tets.mesh(), threads), uncovered);
        }

        @Override
        public Mesh mesh() {
            return tets.mesh();
        }

        @Override
        public double volume(int element) {
            return volumes[element];
        }

        @Override
        public ElementMap locate(VoxelGrid grid, TaskExecutor threads) {
            return TetLocator.locate(tets.mesh(), grid, threads);
        }
    }
}
