package org.vertebrafe.analysis;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.fem.ElementGeometry;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.mesh.VoxelMesh;
import org.vertebrafe.mesh.tet.TetMesh;

/** Where the elements of a model come from: all that voxels and tetrahedra do not share once they have their moduli. */
sealed interface MeshOrigin {

    /** Nodes and elements. */
    Mesh mesh();

    /** Volume of an element, mm3. */
    double volume(int element);

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
    }
}
