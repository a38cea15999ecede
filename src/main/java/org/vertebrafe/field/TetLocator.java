package org.vertebrafe.field;

import java.util.Arrays;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/**
 * Finds the tetrahedra in which the voxels of an image lie, element by element over the voxels around it. Quadratic ones
 * are taken with their bent sides, so that the smooth surface of a model is that of its maps. A voxel whose centre lies on
 * the face between two elements belongs to the one of lower number.
 */
public final class TetLocator {

    private static final int CHUNK_SLICES = 4;

    private final Mesh mesh;
    /** i, j, k of each node in voxels of the image. */
    private final double[] nodes;

    private final ElementMap.Box box;
    private final int[] elements;

    private TetLocator(Mesh mesh, VoxelGrid target) {
        this.mesh = mesh;
        nodes = new double[3 * mesh.nodes()];
        for (int n = 0; n < mesh.nodes(); n++) {
            Vec3 voxel = target.toVoxel(mesh.node(n));
            for (int axis = 0; axis < 3; axis++) {
                nodes[3 * n + axis] = voxel.get(axis);
            }
        }
        box = new ElementMap.Box(target, nodes);
        elements = new int[box.voxels()];
        Arrays.fill(elements, ElementMap.NONE);
    }

    /**
     * Each voxel belongs to the element its centre lies in.
     *
     * @param mesh of 4- or 10-node tetrahedra
     * @param target the image grid, any spacing and orientation
     * @param threads the caller's threads; the result does not depend on how many
     */
    public static ElementMap locate(Mesh mesh, VoxelGrid target, TaskExecutor threads) {
        if (mesh.type() == ElementType.HEX8) {
            throw new IllegalArgumentException("tetrahedra expected, not " + mesh.type());
        }
        TetLocator locator = new TetLocator(mesh, target);
        // Slices are shared out, so that no two threads write to the same voxel.
        Chunks.forEach(threads, locator.box.size(2), CHUNK_SLICES, locator::fill);
        return new ElementMap(target, locator.box, locator.elements);
    }

    /** Finds the elements of the voxels in some slices of the box. */
    private void fill(int from, int to) {
        TetPlace place = new TetPlace(mesh.type());
        int per = mesh.type().nodes();
        double[] x = new double[3 * per];
        int first = box.low[2] + from;
        int last = box.low[2] + to - 1;
        for (int e = 0; e < mesh.elements(); e++) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int n = 0; n < per; n++) {
                double k = nodes[3 * mesh.connectivity()[per * e + n] + 2];
                least = Math.min(least, k);
                most = Math.max(most, k);
            }
            // Bent elements bulge beyond their nodes by less than they are high.
            double slack = per == 10 ? most - least : 0;
            if (most + slack >= first && least - slack <= last) {
                for (int n = 0; n < per; n++) {
                    System.arraycopy(nodes, 3 * mesh.connectivity()[per * e + n], x, 3 * n, 3);
                }
                place.load(x);
                fill(e, place, first, last);
            }
        }
    }

    private void fill(int element, TetPlace place, int first, int last) {
        int[] low = new int[3];
        int[] high = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            low[axis] =
                    Math.max(axis == 2 ? first : box.low[axis], (int) Math.ceil(place.low[axis] - TetPlace.ON_FACE));
            high[axis] = Math.min(
                    axis == 2 ? last : box.high[axis] - 1, (int) Math.floor(place.high[axis] + TetPlace.ON_FACE));
        }
        for (int k = low[2]; k <= high[2]; k++) {
            for (int j = low[1]; j <= high[1]; j++) {
                int row = (j - box.low[1] + box.size(1) * (k - box.low[2])) * box.size(0) - box.low[0];
                for (int i = low[0]; i <= high[0]; i++) {
                    if (elements[row + i] == ElementMap.NONE && place.holds(i, j, k)) {
                        elements[row + i] = element;
                    }
                }
            }
        }
    }
}
