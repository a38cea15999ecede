package org.vertebrafe.synthetic;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * The sample CT that comes with the program: an L2 with low bone mass in anisotropic voxels of 0.95 x 0.95 x 1.5 mm, far
 * from the origin and turned about all three axes, with noise of 3 HU.
 */
public final class SampleScan {

    private static final Vec3 CENTRE = new Vec3(4.5, -142, 1061);

    private SampleScan() {}

    /** The vertebra that is scanned. */
    public static SyntheticVertebra vertebra() {
        return SyntheticVertebra.lumbar(2).withPose(Pose.tilted(CENTRE, 3, 6, -2));
    }

    /** Where its voxels are. */
    public static VoxelGrid grid() {
        return new VoxelGrid(
                91,
                87,
                37,
                new Vec3(0.95, 0.95, 1.5),
                CENTRE.plus(new Vec3(-45, -20.5, -24.5)),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
    }

    /** Makes the scan; HU are whole numbers, as scanners store them. */
    public static SyntheticScan create(TaskExecutor threads, Progress progress) {
        SyntheticScan scan =
                VertebraSampler.sample(vertebra(), grid(), ScanSettings.CLEAN.withNoise(3), threads, progress);
        float[] whole = scan.hu().values().clone();
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (float) Math.rint(whole[i]);
        }
        return new SyntheticScan(new Volume(grid(), whole), scan.labels(), scan.truth());
    }
}
