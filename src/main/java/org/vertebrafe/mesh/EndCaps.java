package org.vertebrafe.mesh;

import org.vertebrafe.base.InputException;
import org.vertebrafe.image.Columns;
import org.vertebrafe.image.GridDirection;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.VertebralFrame;

/**
 * Adds PMMA end caps to a vertebra: the columns of its endplates are filled up to a plane normal to the loading axis, as
 * when a vertebra is potted for a compression test.
 */
public final class EndCaps {

    private EndCaps() {}

    /**
     * @param solid the vertebra without caps
     * @param frame its frame; {@code frame.superior()} is the loading axis
     * @param thickness of the PMMA above the highest point of each endplate, mm
     * @return the vertebra with caps, on the smallest grid that holds them
     * @throws InputException if the thickness is less than one voxel along the axis
     */
    public static VoxelSolid add(VoxelSolid solid, VertebralFrame frame, double thickness) {
        if (!(thickness > 0)) {
            throw InputException.of("End cap thickness %g mm: must be positive.", thickness);
        }
        GridDirection up = GridDirection.nearest(solid.grid(), frame.superior());
        if (thickness < up.step(solid.grid()) * (1 - 1e-9)) {
            throw InputException.of(
                    "End cap thickness %g mm is less than one voxel (%g mm along the loading axis): make the caps thicker or"
                            + " the elements smaller.",
                    thickness, up.step(solid.grid()));
        }
        // Room along the columns only: for the PMMA above the highest point, and for the lean of its outer plane.
        double tilt = Math.toRadians(frame.tiltDegrees(up.vector(solid.grid())));
        double width = across(solid.grid(), up.axis());
        int room = (int) Math.ceil((thickness / Math.cos(tilt) + Math.tan(tilt) * width) / up.step(solid.grid())) + 1;
        VoxelSolid roomy =
                solid.cropped(up.axis() == 0 ? room : 0, up.axis() == 1 ? room : 0, up.axis() == 2 ? room : 0);
        byte[] codes = roomy.tissues().codes().clone();
        fill(roomy, frame, up, thickness, Tissue.SUPERIOR_CAP, codes);
        fill(roomy, frame, up.opposite(), thickness, Tissue.INFERIOR_CAP, codes);
        return new VoxelSolid(new TissueMap(roomy.grid(), codes), roomy.density()).cropped(0);
    }

    /** Diagonal of a grid seen along one of its axes, mm. */
    private static double across(VoxelGrid grid, int along) {
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            double extent = axis == along ? 0 : grid.size(axis) * grid.spacing().get(axis);
            sum += extent * extent;
        }
        return Math.sqrt(sum);
    }

    private static void fill(
            VoxelSolid solid, VertebralFrame frame, GridDirection out, double thickness, Tissue cap, byte[] codes) {
        Columns columns = new Columns(solid.grid(), out);
        double sign = Math.signum(out.vector(solid.grid()).dot(frame.superior()));
        int[] tops = LoadingSurfaces.endplateTops(solid, frame, out);
        double highest = Double.NEGATIVE_INFINITY;
        for (int column = 0; column < tops.length; column++) {
            if (tops[column] >= 0) {
                highest = Math.max(
                        highest, sign * columns.upperFace(column, tops[column]).dot(frame.superior()));
            }
        }
        double plane = highest + thickness;
        for (int column = 0; column < tops.length; column++) {
            for (int level = tops[column] + 1; tops[column] >= 0 && level < columns.levels(); level++) {
                double face = sign * columns.upperFace(column, level).dot(frame.superior());
                int at = columns.index(column, level);
                if (face > plane + 1e-6 || codes[at] != 0) {
                    break;
                }
                codes[at] = cap.code();
            }
        }
    }
}
