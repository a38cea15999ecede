package org.vertebrafe.synthetic;

import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/** A small CT of the virtual patient with a Mindways phantom under the back; true line -4.2 + 0.70 HU mg/cm3. */
public final class PhantomScans {

    private static final int PIXELS = 192;
    private static final double SIZE = 1.3;
    private static final int SLICES = 6;

    private static Volume mindways;

    private PhantomScans() {}

    /** The CT, computed once. */
    public static synchronized Volume mindways() {
        if (mindways == null) {
            double half = (PIXELS - 1) / 2.0 * SIZE;
            VoxelGrid grid = new VoxelGrid(
                    PIXELS,
                    PIXELS,
                    SLICES,
                    new Vec3(SIZE, SIZE, 2),
                    new Vec3(-half, 40 - half, -(SLICES - 1.0)),
                    new Vec3(1, 0, 0),
                    new Vec3(0, 1, 0),
                    new Vec3(0, 0, 1));
            SyntheticScene scene = VirtualPatient.lumbar(Vec3.ZERO, PhantomLayout.MINDWAYS_3, 0, 2, 1, 5);
            ScannerModel scanner = ScannerModel.clinical(5)
                    .withKernels(ReconstructionKernel.B40F)
                    .withSliceThickness(2);
            try (TaskExecutor threads = TaskExecutors.fixedThreadPool(2)) {
                mindways = VirtualScanner.scan(scene, grid, scanner, threads, Progress.NONE)
                        .image(ReconstructionKernel.B40F);
            }
        }
        return mindways;
    }
}
