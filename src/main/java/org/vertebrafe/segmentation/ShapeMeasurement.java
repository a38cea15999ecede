package org.vertebrafe.segmentation;

import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;

/**
 * Measures a vertebra whose body is told apart. Everything is sampled along the vertebra's own axes, so that neither the
 * array's order nor its tilt against the body matters; voxels count with their whole volume.
 */
public final class ShapeMeasurement {

    /** The mid-sagittal plane is a strip of this part of the width: single voxels do not decide. */
    private static final double STRIP = 0.3;

    /** Mid-height is a layer of this part of the height. */
    private static final double LAYER = 0.2;

    /** Distance of the lines along which the body is looked at, mm. */
    private static final double LINES = 0.5;

    /** Step along them, mm. */
    private static final double STEP = 0.1;

    private final TissueMap tissues;
    private final VoxelGrid grid;
    private final VertebralFrame frame;
    private final Vec3 middle;
    private final double height;
    private final double reach;

    private ShapeMeasurement(TissueMap tissues) {
        this.tissues = tissues;
        grid = tissues.grid();
        frame = VertebralFrame.of(tissues);
        double up = frame.superiorEndplate().along(frame.bodyCentre(), frame.superior());
        double down = frame.inferiorEndplate().along(frame.bodyCentre(), frame.superior());
        middle = frame.bodyCentre().plus(frame.superior().times((up + down) / 2));
        height = up - down;
        reach = farthest() + grid.spacing().norm();
    }

    /**
     * Measures.
     *
     * @throws InputException if the body is not told apart, or too small
     */
    public static VertebraShape of(TissueMap tissues) {
        // Without the rest of a large CT.
        return new ShapeMeasurement(tissues.any(Tissue::isBone) ? tissues.cropped() : tissues).measure();
    }

    private VertebraShape measure() {
        double[] width = across(true, reach);
        double strip = STRIP / 2 * width[2];
        double[] depth = across(false, strip);
        EndplateRims top = new EndplateRims(depth[0], depth[1], slope(frame.superiorEndplate()), 1);
        EndplateRims bottom = new EndplateRims(depth[0], depth[1], slope(frame.inferiorEndplate()), -1);
        for (double x = -strip; x <= strip; x += LINES) {
            for (double y = depth[0]; y <= depth[1]; y += LINES) {
                double[] ends = ends(x, y);
                if (ends != null) {
                    top.add(y, ends[1]);
                    bottom.add(y, ends[0]);
                }
            }
        }
        return new VertebraShape(
                frame,
                middle,
                top.profile(),
                bottom.profile(),
                angle(frame.anterior()),
                angle(frame.left()),
                depth[0],
                depth[1],
                width[2],
                area(),
                volume(Tissue::isBody),
                volume(Tissue::isBone));
    }

    /** Rise of a plane towards the front. */
    private double slope(Plane plane) {
        return -plane.normal().dot(frame.anterior()) / plane.normal().dot(frame.superior());
    }

    /** How much the endplates close in towards a direction, degrees. */
    private double angle(Vec3 direction) {
        Vec3 up = frame.superiorEndplate().normal();
        Vec3 down = frame.inferiorEndplate().normal();
        return Math.toDegrees(Math.atan2(up.dot(direction), up.dot(frame.superior()))
                + Math.atan2(down.dot(direction), -down.dot(frame.superior())));
    }

    /**
     * Extent of the body at mid-height: from, to and length, mm.
     *
     * @param wide along x, else along y
     * @param within half the width of the strip in which it is looked for, mm
     */
    private double[] across(boolean wide, double within) {
        double from = 0;
        double to = 0;
        int lines = 0;
        double half = LAYER / 2 * height;
        for (double z = -half; z <= half; z += LINES) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double beside = -Math.min(within, reach); beside <= Math.min(within, reach); beside += LINES) {
                double[] ends = wide ? along(beside, z, true) : along(beside, z, false);
                if (ends == null) {
                    continue;
                }
                if (wide) {
                    low = Math.min(low, ends[0]);
                    high = Math.max(high, ends[1]);
                } else {
                    from += ends[0];
                    to += ends[1];
                    lines++;
                }
            }
            if (wide && high > low) {
                from += low;
                to += high;
                lines++;
            }
        }
        if (lines == 0) {
            throw new InputException("The vertebral body has a hole at its middle: check the body's label.");
        }
        return new double[] {from / lines, to / lines, (to - from) / lines};
    }

    private double[] along(double beside, double z, boolean wide) {
        return wide ? ends(new Vec3(0, beside, z), new Vec3(1, 0, 0)) : ends(new Vec3(beside, 0, z), new Vec3(0, 1, 0));
    }

    /** Where a line along the axis enters and leaves the body, mm; null where it does not meet it. */
    private double[] ends(double x, double y) {
        return ends(new Vec3(x, y, 0), new Vec3(0, 0, 1));
    }

    private double[] ends(Vec3 through, Vec3 direction) {
        double low = Double.NaN;
        double high = Double.NaN;
        Vec3 start = grid.toVoxel(patient(through));
        Vec3 step = grid.toVoxel(patient(through.plus(direction))).minus(start);
        int n = (int) Math.ceil(reach / STEP);
        for (int m = -n; m <= n; m++) {
            if (isBody(start.plus(step.times(m * STEP)))) {
                low = Double.isNaN(low) ? m * STEP : low;
                high = m * STEP;
            }
        }
        return Double.isNaN(low) ? null : new double[] {low - STEP / 2, high + STEP / 2};
    }

    private double area() {
        double half = LAYER / 2 * height;
        long hits = 0;
        long layers = 0;
        for (double z = -half; z <= half; z += LINES) {
            layers++;
            for (double y = -reach; y <= reach; y += LINES) {
                for (double x = -reach; x <= reach; x += LINES) {
                    hits += isBody(grid.toVoxel(patient(new Vec3(x, y, z)))) ? 1 : 0;
                }
            }
        }
        return hits * LINES * LINES / layers;
    }

    private double volume(java.util.function.Predicate<Tissue> kind) {
        return tissues.counts().entrySet().stream()
                        .filter(e -> kind.test(e.getKey()))
                        .mapToInt(java.util.Map.Entry::getValue)
                        .sum()
                * grid.voxelVolume();
    }

    private Vec3 patient(Vec3 own) {
        return middle.plus(frame.left().times(own.x()))
                .plus(frame.anterior().times(own.y()))
                .plus(frame.superior().times(own.z()));
    }

    private boolean isBody(Vec3 voxel) {
        Tissue tissue = tissues.nearest(voxel);
        return tissue != null && tissue.isBody();
    }

    /** Distance of the body's farthest voxel from its middle, mm. */
    private double farthest() {
        double farthest = 0;
        for (int at = 0; at < tissues.codes().length; at++) {
            Tissue tissue = tissues.get(at);
            if (tissue != null && tissue.isBody()) {
                Vec3 p = grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), at / grid.nx() / grid.ny());
                farthest = Math.max(farthest, p.minus(middle).norm());
            }
        }
        return farthest;
    }
}
