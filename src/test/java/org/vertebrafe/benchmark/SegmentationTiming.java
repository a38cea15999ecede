package org.vertebrafe.benchmark;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.oneclick.SegmentationSettings;
import org.vertebrafe.segmentation.oneclick.SpineFinder;
import org.vertebrafe.segmentation.oneclick.VertebraSegmenter;
import org.vertebrafe.synthetic.Pose;
import org.vertebrafe.synthetic.ScanSettings;
import org.vertebrafe.synthetic.SyntheticVertebra;
import org.vertebrafe.synthetic.VertebraSampler;

/**
 * Times one vertebra of 0.4 x 0.4 x 1 mm voxels in a CT of 512 x 512 x 200 of them, first in a fresh JVM and then again, and
 * the search for the spine in it. Three vertebrae stand in a column of soft tissue.
 */
public final class SegmentationTiming {

    private static final int RUNS = 6;

    private SegmentationTiming() {}

    /** @param arguments none */
    public static void main(String[] arguments) {
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            Volume ct = ct(threads);
            for (int run = 0; run < RUNS; run++) {
                long wall = System.nanoTime();
                long cpu = cpu();
                VertebraSegmenter.segment(ct, new Vec3(4, -3, 3), SegmentationSettings.WHOLE, threads, Progress.NONE);
                System.out.printf(
                        Locale.ROOT,
                        "Vertebra in 512 x 512 x 200 voxels, %s: %.2f s, %.2f s of processor time%n",
                        run == 0 ? "first" : "again",
                        (System.nanoTime() - wall) * 1e-9,
                        (cpu() - cpu) * 1e-9);
            }
            long wall = System.nanoTime();
            long cpu = cpu();
            int found = SpineFinder.find(ct, threads, Progress.NONE).size();
            System.out.printf(
                    Locale.ROOT,
                    "Spine of %d: %.2f s, %.2f s of processor time%n",
                    found,
                    (System.nanoTime() - wall) * 1e-9,
                    (cpu() - cpu) * 1e-9);
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static Volume ct(TaskExecutor threads) {
        VoxelGrid grid = new VoxelGrid(
                512,
                512,
                200,
                new Vec3(0.4, 0.4, 1),
                new Vec3(-102, -80, -100),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
        float[] hu = new float[grid.voxels()];
        Arrays.fill(hu, 45);
        // Fat at two edges, as under a skin: without it no one would take these for Hounsfield units.
        for (int at = 0; at < hu.length; at++) {
            if (at % 512 < 20 || at % 512 >= 492) {
                hu[at] = -100;
            }
        }
        for (int n = -1; n <= 1; n++) {
            int k0 = 100 + 36 * n - 32;
            VoxelGrid crop = grid.crop(130, 130, k0, 260, 260, 64);
            SyntheticVertebra vertebra =
                    SyntheticVertebra.lumbar(n + 2).withPose(Pose.tilted(new Vec3(0, 0, 36 * n), 3, 0, 0));
            float[] one = VertebraSampler.sample(
                            vertebra, crop, ScanSettings.CLEAN.withNoise(20), threads, Progress.NONE)
                    .hu()
                    .values();
            for (int k = 0, at = 0; k < crop.nz(); k++) {
                for (int j = 0; j < crop.ny(); j++) {
                    for (int i = 0; i < crop.nx(); i++, at++) {
                        int to = grid.index(i + 130, j + 130, k + k0);
                        hu[to] = Math.max(hu[to], one[at]);
                    }
                }
            }
        }
        return new Volume(grid, hu);
    }
}
