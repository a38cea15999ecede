package org.vertebrafe.mesh;

import java.util.Arrays;
import java.util.BitSet;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Columns;
import org.vertebrafe.image.GridDirection;
import org.vertebrafe.segmentation.Plane;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.VertebralFrame;

/**
 * Finds the voxel faces through which a vertebra is loaded: those of its endplates, or the outer faces of its caps.
 */
final class LoadingSurfaces {

    private LoadingSurfaces() {}

    /**
     * The endplate, column by column: the level of the body's outermost voxel where it belongs to the endplate and is
     * not covered by other tissue, -1 elsewhere.
     */
    static int[] endplateTops(VoxelSolid solid, VertebralFrame frame, GridDirection out) {
        Columns columns = new Columns(solid.grid(), out);
        boolean superior = out.vector(solid.grid()).dot(frame.superior()) > 0;
        Plane plane = superior ? frame.superiorEndplate() : frame.inferiorEndplate();
        double depth = VertebralFrame.ENDPLATE_DEPTH * frame.height();
        int[] tops = new int[columns.count()];
        Arrays.fill(tops, -1);
        double nearest = Double.POSITIVE_INFINITY;
        for (int column = 0; column < tops.length; column++) {
            int top = columns.highest(column, solid::isBody);
            if (top < 0 || top + 1 < columns.levels() && solid.tissues().codes()[columns.index(column, top + 1)] != 0) {
                continue;
            }
            double distance = Math.abs(plane.distance(columns.upperFace(column, top)));
            nearest = Math.min(nearest, distance);
            if (distance <= depth) {
                tops[column] = top;
            }
        }
        if (nearest > depth && nearest < Double.POSITIVE_INFINITY) {
            throw InputException.of(
                    "The nearest voxel face lies %.2f mm from the %s endplate, %.2f mm allowed: the elements are too coarse"
                            + " for this vertebra; choose smaller ones.",
                    nearest, superior ? "superior" : "inferior", depth);
        }
        if (nearest == Double.POSITIVE_INFINITY) {
            throw InputException.of(
                    "No free surface of the %s endplate: its body voxels are covered by other labels.",
                    superior ? "superior" : "inferior");
        }
        return tops;
    }

    /**
     * The flat outer face of a cap, column by column: the level of the cap's outermost voxel where it lies within half a
     * voxel of the cap's highest plane, -1 elsewhere.
     */
    static int[] capTops(VoxelSolid solid, BitSet model, VertebralFrame frame, GridDirection out) {
        Columns columns = new Columns(solid.grid(), out);
        Vec3 axis = frame.superior().times(Math.signum(out.vector(solid.grid()).dot(frame.superior())));
        Tissue cap = axis.dot(frame.superior()) > 0 ? Tissue.SUPERIOR_CAP : Tissue.INFERIOR_CAP;
        int[] tops = new int[columns.count()];
        double highest = Double.NEGATIVE_INFINITY;
        for (int column = 0; column < tops.length; column++) {
            int top = columns.highest(column, model::get);
            boolean isCap = top >= 0 && solid.tissues().get(columns.index(column, top)) == cap;
            tops[column] = isCap ? top : -1;
            if (isCap) {
                highest = Math.max(highest, columns.upperFace(column, top).dot(axis));
            }
        }
        double tilt = Math.toRadians(frame.tiltDegrees(out.vector(solid.grid())));
        if (highest == Double.NEGATIVE_INFINITY) {
            throw InputException.of(
                    "The model has no %s: label it, let the program add caps, or load the endplates (bc study).",
                    cap.id());
        }
        double slack = capSlack(solid, out, tilt);
        for (int column = 0; column < tops.length; column++) {
            if (tops[column] >= 0 && columns.upperFace(column, tops[column]).dot(axis) < highest - slack) {
                tops[column] = -1;
            }
        }
        return tops;
    }

    /** How far a face of a flat plate can lie below its highest one: half a voxel, a whole one where the plate is a staircase. */
    private static double capSlack(VoxelSolid solid, GridDirection out, double tilt) {
        double step = out.step(solid.grid());
        return Math.abs(Math.sin(tilt)) < 1e-6 ? 0.5 * step : 1.01 * step;
    }
}
