package org.vertebrafe.segmentation.oneclick;

import java.util.List;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.synthetic.BoneDensity;
import org.vertebrafe.synthetic.Pose;
import org.vertebrafe.synthetic.ScanSettings;
import org.vertebrafe.synthetic.SoftTissue;
import org.vertebrafe.synthetic.SyntheticVertebra;
import org.vertebrafe.synthetic.VertebraSampler;

/** Three synthetic vertebrae one above the other, in lordosis, on voxels of 2 mm. */
public final class SpineOfThree {

    /** Middles of the bodies from the top to the bottom, LPS mm. */
    public static final List<Vec3> MIDDLES = List.of(new Vec3(3, -8, 95), new Vec3(0, 0, 60), new Vec3(-3, -4, 24));

    private static final double[] SAGITTAL = {-10, 0, 12};
    private static final double PIXEL = 2;
    private static final int N = 64;

    private static final ScanSettings COARSE = new ScanSettings(KernelEquations.B40F, SoftTissue.NATIVE, 0, 2);

    private SpineOfThree() {}

    /** CT, HU. */
    public static Volume scan() {
        VoxelGrid grid = new VoxelGrid(
                N,
                N,
                66,
                new Vec3(PIXEL, PIXEL, PIXEL),
                new Vec3(-N * PIXEL / 2, -45, -6),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
        float[] hu = new float[grid.voxels()];
        for (int n = 0; n < MIDDLES.size(); n++) {
            SyntheticVertebra vertebra = SyntheticVertebra.lumbar(n + 1)
                    .withDensity(new BoneDensity(0.11, 0.2, 0.85, 0.02, 4))
                    .withPose(Pose.tilted(MIDDLES.get(n), 3, SAGITTAL[n], 2));
            float[] one = VertebraSampler.sample(vertebra, grid, COARSE, TaskExecutors.singleThreaded(), Progress.NONE)
                    .hu()
                    .values();
            for (int at = 0; at < hu.length; at++) {
                // Bone covers soft tissue, which is the same in all three.
                hu[at] = n == 0 ? one[at] : Math.max(hu[at], one[at]);
            }
        }
        return new Volume(grid, hu);
    }
}
