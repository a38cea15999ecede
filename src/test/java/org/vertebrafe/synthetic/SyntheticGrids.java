package org.vertebrafe.synthetic;

import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.image.VoxelGrid;

/** Grids whose voxels fill the same box around the vertebra at any spacing that divides it. */
final class SyntheticGrids {

    private SyntheticGrids() {}

    /** The box x -48..48, y -24..66, z -30..30 mm. */
    static VoxelGrid whole(double dx, double dy, double dz) {
        return box(new Vec3(-48, -24, -30), new Vec3(48, 66, 30), dx, dy, dz);
    }

    /** Axis-aligned voxels that fill the box between two corners, mm. */
    static VoxelGrid box(Vec3 from, Vec3 to, double dx, double dy, double dz) {
        Vec3 size = to.minus(from);
        return new VoxelGrid(
                (int) Math.round(size.x() / dx),
                (int) Math.round(size.y() / dy),
                (int) Math.round(size.z() / dz),
                new Vec3(dx, dy, dz),
                from.plus(new Vec3(dx / 2, dy / 2, dz / 2)),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
    }

    static SyntheticScan sample(SyntheticVertebra vertebra, VoxelGrid grid, ScanSettings settings) {
        return VertebraSampler.sample(vertebra, grid, settings, TaskExecutors.singleThreaded(), Progress.NONE);
    }

    /** Settings in which everything that is not bone has density 0: the image then holds bone mineral only. */
    static ScanSettings bath() {
        return ScanSettings.CLEAN.withTissue(SoftTissue.uniform(KernelEquations.B40F.invert(0)));
    }

    /** The quickest settings when only the labels matter. */
    static ScanSettings labelsOnly() {
        return new ScanSettings(KernelEquations.B40F, SoftTissue.uniform(0), 0, 1);
    }
}
