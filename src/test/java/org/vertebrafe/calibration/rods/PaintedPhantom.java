package org.vertebrafe.calibration.rods;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.Phantom;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * Paints rods in a slab on a table under a body, with edges as soft as a voxel and white noise: a picture of its own,
 * independent of the virtual scanner. The slab's middle is the origin; rods run along z but for the tilts.
 */
final class PaintedPhantom {

    static final double SLAB_HU = 40;
    private static final double HALF_LENGTH = 500;

    /** One rod: place across the slab and CT number. */
    record Rod(String name, double place, double hu) {}

    final List<Rod> rods = new ArrayList<>();
    double radius = 9;
    double halfWidth = 140;
    double halfHeight = 15;
    double slopeX;
    double slopeY;
    double noise = 10;
    double bodyHu = 45;
    boolean slab = true;
    private final List<ToDoubleFunction<Vec3>> additions = new ArrayList<>();

    /** The rods of a phantom at equal distances from the patient's right, on a line of mg/cm3 per HU and mg/cm3. */
    static PaintedPhantom of(Phantom phantom, double pitch, double slope, double intercept) {
        PaintedPhantom painted = new PaintedPhantom();
        int n = phantom.rods().size();
        for (int i = 0; i < n; i++) {
            painted.rods.add(new Rod(
                    phantom.rods().get(i).name(), (i - (n - 1) / 2.0) * pitch, hu(phantom, i, slope, intercept)));
        }
        return painted;
    }

    /** CT number of a rod where density is intercept + slope HU, mg/cm3. */
    static double hu(Phantom phantom, int rod, double slope, double intercept) {
        double mineral = 1000 * phantom.rods().get(rod).density();
        if (phantom.waterTerm().isEmpty()) {
            return (mineral - intercept) / slope;
        }
        double rise = 1 / slope - phantom.waterTerm().get().slopeCorrection();
        double offset = -intercept / slope - phantom.waterTerm().get().interceptCorrection();
        return 1000 * phantom.rods().get(rod).waterEquivalent().orElseThrow() + offset + rise * mineral;
    }

    /** Adds HU everywhere. */
    PaintedPhantom plus(ToDoubleFunction<Vec3> hu) {
        additions.add(hu);
        return this;
    }

    /** Middle of a rod's axis at a height, LPS mm. */
    Vec3 axis(Rod rod, double z) {
        return new Vec3(rod.place() + slopeX * z, slopeY * z, z);
    }

    private double hu(Vec3 p, double edge) {
        double hu = -1000;
        double body = (Math.hypot(p.x() / 160, (p.y() + 130) / 110) - 1) * 110;
        hu = over(hu, bodyHu, body, edge);
        // Spine and one long bone in the body, and the skin of the table.
        hu = over(hu, 250, Math.hypot(p.x(), p.y() + 100) - 20, edge);
        hu = over(hu, 20, Math.hypot(p.x(), p.y() + 70) - 8, edge);
        hu = over(hu, -150, Math.abs(p.y() - 22) - 1, edge);
        if (slab) {
            double x = p.x() - slopeX * p.z();
            double y = p.y() - slopeY * p.z();
            double box = Math.max(
                    Math.max(Math.abs(x) - halfWidth, Math.abs(y) - halfHeight), Math.abs(p.z()) - HALF_LENGTH);
            hu = over(hu, SLAB_HU, box, edge);
            for (Rod rod : rods) {
                hu = over(hu, rod.hu(), Math.hypot(x - rod.place(), y) - radius, edge);
            }
        }
        for (ToDoubleFunction<Vec3> addition : additions) {
            hu += addition.applyAsDouble(p);
        }
        return hu;
    }

    private static double over(double hu, double other, double distance, double edge) {
        return hu + Math.min(1, Math.max(0, 0.5 - distance / edge)) * (other - hu);
    }

    Volume on(VoxelGrid grid) {
        float[] values = new float[grid.voxels()];
        double edge = Math.max(
                grid.spacing().x(), Math.min(grid.spacing().y(), grid.spacing().z()));
        Chunks.forEach(TaskExecutors.multiThreaded(), grid.nz(), 1, (from, to) -> {
            for (int k = from; k < to; k++) {
                Random random = new Random(31 * k + 5);
                for (int j = 0; j < grid.ny(); j++) {
                    for (int i = 0; i < grid.nx(); i++) {
                        double hu = hu(grid.toPatient(i, j, k), edge) + noise * random.nextGaussian();
                        values[grid.index(i, j, k)] = (float) Math.max(-1024, hu);
                    }
                }
            }
        });
        return new Volume(grid, values);
    }

    /** Axial slices: 320 mm across, from the spine to below the table. */
    static VoxelGrid axial(double pixel, double spacing, int slices) {
        return new VoxelGrid(
                (int) (320 / pixel),
                (int) (170 / pixel),
                slices,
                new Vec3(pixel, pixel, spacing),
                new Vec3(-160, -125, -(slices - 1) / 2.0 * spacing),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
    }
}
