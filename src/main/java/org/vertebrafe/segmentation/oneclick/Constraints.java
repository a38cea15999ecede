package org.vertebrafe.segmentation.oneclick;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;

/**
 * Voxels of which a person knows what they are, and which a segmentation must respect: the surface of the body passes
 * outside of what is {@link Known#BODY} and inside of what is not, and the cut through the bone behind it leaves
 * {@link Known#POSTERIOR} on this vertebra's side and {@link Known#OUTSIDE} on the other. To within the smoothness of the
 * surfaces: a single voxel bends them no more than they can bend.
 */
public final class Constraints {

    /** Nothing known. */
    public static final Constraints NONE = new Constraints(null, new int[0], new byte[0]);

    /** What a voxel is known to be. */
    public enum Known {
        /** Part of this vertebra's body. */
        BODY,
        /** Part of its arch or processes. */
        POSTERIOR,
        /** Part of this vertebra, of its body or behind it. */
        VERTEBRA,
        /** Another vertebra, another bone or no bone. */
        OUTSIDE
    }

    /** Columns this near to a known voxel hold to it, mm; they are some 2 mm apart. */
    private static final double BESIDE_COLUMN = 1.2;

    /** Ahead of this part of the body's half depth what is part of the vertebra is part of its body. */
    private static final double BODY_AHEAD = 0.5;

    private final VoxelGrid grid;
    private final int[] voxels;
    private final byte[] known;

    private Constraints(VoxelGrid grid, int[] voxels, byte[] known) {
        this.grid = grid;
        this.voxels = voxels;
        this.known = known;
    }

    /**
     * Constraints on the voxels of a grid.
     *
     * @param voxels array positions, ascending
     * @param known what each of them is
     */
    public static Constraints of(VoxelGrid grid, int[] voxels, Known[] known) {
        if (voxels.length != known.length) {
            throw InputException.of("%d voxels, %d of them known: each must be.", voxels.length, known.length);
        }
        byte[] codes = new byte[known.length];
        for (int n = 0; n < codes.length; n++) {
            codes[n] = (byte) known[n].ordinal();
        }
        return new Constraints(grid, voxels.clone(), codes);
    }

    /** What the voxel at an array position is known to be, if it is. */
    public Optional<Known> at(int voxel) {
        int n = Arrays.binarySearch(voxels, voxel);
        return n < 0 ? Optional.empty() : Optional.of(known(n));
    }

    private Vec3 place(int n) {
        int at = voxels[n];
        return grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), at / grid.nx() / grid.ny());
    }

    private Known known(int n) {
        return Known.values()[known[n]];
    }

    /**
     * How far a surface may lie along each column of a body's mesh.
     *
     * @param lowest mm from the reference surface, outward; minus infinity where nothing is known
     * @param highest the same; infinity where nothing is known
     */
    record Limits(double[] lowest, double[] highest) {

        /** Moves a surface to where it may lie. */
        void hold(double[] offsets) {
            for (int c = 0; c < offsets.length; c++) {
                offsets[c] = Math.min(Math.max(offsets[c], lowest[c]), highest[c]);
            }
        }
    }

    /** @param reach how far from the reference surface the surface may lie, mm */
    Limits limits(ColumnMesh mesh, BodyPose pose, double reach) {
        int columns = mesh.depths.length;
        double[] lowest = new double[columns];
        double[] highest = new double[columns];
        Arrays.fill(lowest, Double.NEGATIVE_INFINITY);
        Arrays.fill(highest, Double.POSITIVE_INFINITY);
        for (int n = 0; n < voxels.length; n++) {
            Vec3 p = place(n);
            boolean ahead = p.minus(pose.centre()).dot(pose.posterior()) < BODY_AHEAD * pose.halfDepth();
            if (known(n) == Known.VERTEBRA && !ahead) {
                continue;
            }
            boolean body = known(n) == Known.BODY || known(n) == Known.VERTEBRA;
            for (int c = 0; c < columns; c++) {
                double x = p.x() - mesh.base[3 * c];
                double y = p.y() - mesh.base[3 * c + 1];
                double z = p.z() - mesh.base[3 * c + 2];
                double along =
                        x * mesh.directions[3 * c] + y * mesh.directions[3 * c + 1] + z * mesh.directions[3 * c + 2];
                double square = x * x + y * y + z * z - along * along;
                if (Math.abs(along) > reach || square > BESIDE_COLUMN * BESIDE_COLUMN) {
                    continue;
                }
                if (body) {
                    lowest[c] = Math.max(lowest[c], along);
                } else {
                    highest[c] = Math.min(highest[c], along);
                }
            }
        }
        for (int c = 0; c < columns; c++) {
            if (lowest[c] > highest[c]) {
                // Known voxels on both sides of a surface that runs along the column.
                lowest[c] = (lowest[c] + highest[c]) / 2;
                highest[c] = lowest[c];
            }
        }
        return new Limits(lowest, highest);
    }

    /** The voxels of a lattice in which something is known to be one of some kinds. */
    BitSet on(VoxelGrid lattice, Known... kinds) {
        BitSet wanted = new BitSet();
        for (Known kind : kinds) {
            wanted.set(kind.ordinal());
        }
        BitSet on = new BitSet(lattice.voxels());
        for (int n = 0; n < voxels.length; n++) {
            if (wanted.get(known[n])) {
                fill(lattice, n, on);
            }
        }
        return on;
    }

    /** The lattice's voxel that holds a known voxel's centre, and all whose own centres lie within the known voxel. */
    private void fill(VoxelGrid lattice, int n, BitSet on) {
        Vec3 middle = lattice.toVoxel(place(n));
        double half = Math.max(
                        grid.spacing().x(),
                        Math.max(grid.spacing().y(), grid.spacing().z()))
                / 2;
        int[] from = new int[3];
        int[] to = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            double steps = half / lattice.spacing().get(axis);
            from[axis] = (int) Math.max(0, Math.min(Math.rint(middle.get(axis)), Math.ceil(middle.get(axis) - steps)));
            to[axis] = (int) Math.min(
                    lattice.size(axis) - 1.0,
                    Math.max(Math.rint(middle.get(axis)), Math.floor(middle.get(axis) + steps)));
        }
        for (int k = from[2]; k <= to[2]; k++) {
            for (int j = from[1]; j <= to[1]; j++) {
                for (int i = from[0]; i <= to[0]; i++) {
                    Vec3 own = grid.toVoxel(lattice.toPatient(i, j, k));
                    boolean nearest =
                            i == Math.rint(middle.x()) && j == Math.rint(middle.y()) && k == Math.rint(middle.z());
                    if (nearest || isIn(own, voxels[n])) {
                        on.set(lattice.index(i, j, k));
                    }
                }
            }
        }
    }

    private boolean isIn(Vec3 v, int voxel) {
        return Math.rint(v.x()) == voxel % grid.nx()
                && Math.rint(v.y()) == voxel / grid.nx() % grid.ny()
                && Math.rint(v.z()) == voxel / grid.nx() / grid.ny();
    }
}
