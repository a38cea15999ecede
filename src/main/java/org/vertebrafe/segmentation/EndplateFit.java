package org.vertebrafe.segmentation;

import java.util.Arrays;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Columns;
import org.vertebrafe.image.GridDirection;
import org.vertebrafe.image.VoxelGrid;

/**
 * Fits a plane to one end of the vertebral body: least squares over the end face of each voxel column, reweighted
 * (Tukey's biweight) so that the flare of the body's wall and stray voxels do not tilt it. Depends on the tissue's
 * geometry only, not on how the array lies in the patient.
 */
final class EndplateFit {

    /** Columns shorter than this fraction of the tall ones are the body's flared wall and do not start the fit. */
    private static final double FULL_COLUMN = 0.7;

    /** Squared ratio of the columns' spreads at rounding level: they lie on a line. */
    private static final double SINGULAR = 1e-10;

    private static final int ROUNDS = 50;
    private static final double CONVERGED_MM = 1e-9;

    private EndplateFit() {}

    /**
     * @param tissues the vertebra
     * @param outward grid direction out of this end of the body
     * @param cutoffFraction residual at which a column stops counting, as a fraction of the body's height
     */
    static Plane fit(TissueMap tissues, GridDirection outward, double cutoffFraction) {
        VoxelGrid grid = tissues.grid();
        Columns up = new Columns(grid, outward);
        double[][] faces = new double[up.count()][];
        int n = 0;
        Vec3 e0 = grid.axis(outward.axis() == 0 ? 1 : 0);
        Vec3 e1 = grid.axis(outward.axis() == 2 ? 1 : 2);
        Vec3 out = outward.vector(grid);
        boolean[] isBody = new boolean[Byte.MAX_VALUE + 1];
        for (Tissue tissue : Tissue.values()) {
            isBody[tissue.code()] = tissue.isBody();
        }
        byte[] codes = tissues.codes();
        for (int column = 0; column < up.count(); column++) {
            int top = up.highest(column, at -> isBody[codes[at]]);
            if (top < 0) {
                continue;
            }
            int bottom = 0;
            while (!isBody[codes[up.index(column, bottom)]]) {
                bottom++;
            }
            Vec3 p = up.upperFace(column, top).minus(grid.origin());
            faces[n++] = new double[] {p.dot(e0), p.dot(e1), p.dot(out), (top - bottom + 1) * outward.step(grid)};
        }
        return fit(Arrays.copyOf(faces, n), cutoffFraction, grid.origin(), e0, e1, out);
    }

    private static Plane fit(double[][] faces, double cutoffFraction, Vec3 origin, Vec3 e0, Vec3 e1, Vec3 out) {
        double[] heights = Arrays.stream(faces).mapToDouble(f -> f[3]).sorted().toArray();
        if (heights.length < 3) {
            throw new InputException("The vertebral body is thinner than 3 voxels: no endplate can be fitted.");
        }
        double tall = heights[(int) (0.9 * (heights.length - 1))];
        double[] weights = Arrays.stream(faces)
                .mapToDouble(f -> f[3] >= FULL_COLUMN * tall ? 1 : 0)
                .toArray();
        double cutoff = cutoffFraction * tall;
        double[] plane = solve(faces, weights);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < faces.length; i++) {
                double t = residual(faces[i], plane) / cutoff;
                weights[i] = Math.abs(t) < 1 ? (1 - t * t) * (1 - t * t) : 0;
            }
            double[] next = solve(faces, weights);
            double change = 0;
            for (double[] face : faces) {
                change = Math.max(change, Math.abs(residual(face, plane) - residual(face, next)));
            }
            plane = next;
            if (change < CONVERGED_MM) {
                break;
            }
        }
        Vec3 normal = out.minus(e0.times(plane[0])).minus(e1.times(plane[1])).normalized();
        return new Plane(origin.plus(out.times(plane[2])), normal);
    }

    /** Height of a face above the plane along the column, mm. */
    private static double residual(double[] face, double[] plane) {
        return face[2] - (plane[0] * face[0] + plane[1] * face[1] + plane[2]);
    }

    /** Weighted least squares about the weighted mean, so that the distance from the grid's origin costs no digits. */
    private static double[] solve(double[][] faces, double[] weights) {
        double[] mean = new double[3];
        double total = 0;
        for (int i = 0; i < faces.length; i++) {
            total += weights[i];
            for (int c = 0; c < 3; c++) {
                mean[c] += weights[i] * faces[i][c];
            }
        }
        for (int c = 0; c < 3; c++) {
            mean[c] /= total;
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        double xz = 0;
        double yz = 0;
        for (int i = 0; i < faces.length; i++) {
            double x = faces[i][0] - mean[0];
            double y = faces[i][1] - mean[1];
            double z = faces[i][2] - mean[2];
            xx += weights[i] * x * x;
            xy += weights[i] * x * y;
            yy += weights[i] * y * y;
            xz += weights[i] * x * z;
            yz += weights[i] * y * z;
        }
        double determinant = xx * yy - xy * xy;
        if (!(determinant > SINGULAR * (xx + yy) * (xx + yy))) {
            throw new InputException(
                    "No endplate can be fitted: the vertebral body's columns lie on a line; check the body's label.");
        }
        double slopeX = (xz * yy - yz * xy) / determinant;
        double slopeY = (yz * xx - xz * xy) / determinant;
        return new double[] {slopeX, slopeY, mean[2] - slopeX * mean[0] - slopeY * mean[1]};
    }
}
