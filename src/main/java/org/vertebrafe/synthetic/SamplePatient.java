package org.vertebrafe.synthetic;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;

/**
 * The virtual patient of the samples: L2 between L1 and L3 with a Mindways-like phantom under the back, slightly turned, in
 * a field of view that holds the vertebra and the rods. Both kernels reconstruct the same raw data.
 */
public final class SamplePatient {

    /** Seed of bone and noise. */
    public static final long SEED = 3;

    private static final Vec3 CENTRE = new Vec3(-3, 12, -410);

    /** From the right end of the phantom to its left, mm. */
    private static final double WIDTH = 284;

    /** From the vessels in front of the body to below the phantom, mm. */
    private static final double DEPTH = 152;

    /** How far the front of the field of view lies before the middle of L2, mm. */
    private static final double IN_FRONT = 45;

    private static final double LENGTH = 57;

    private SamplePatient() {}

    /** What lies in the scanner; its first vertebra is L2. */
    public static SyntheticScene scene() {
        return VirtualPatient.lumbar(CENTRE, PhantomLayout.MINDWAYS_3, 1.5, 0.5, -1, SEED);
    }

    /** The scanner of the samples: 250 mAs, kernels b40f and b70f. */
    public static ScannerModel scanner() {
        return ScannerModel.clinical(SEED);
    }

    /** Voxels of 0.78 x 0.78 x 1 mm: the largest pixels for which kernel b70f needs no finer raster than half of them. */
    public static VoxelGrid grid() {
        return grid(0.78, 1);
    }

    /** Voxels of 1.4 x 1.4 x 3 mm: the scan that is kept in the repository. */
    public static VoxelGrid coarseGrid() {
        return grid(1.4, 3);
    }

    private static VoxelGrid grid(double pixel, double distance) {
        int nx = (int) (WIDTH / pixel);
        int ny = (int) (DEPTH / pixel);
        int nz = (int) (LENGTH / distance);
        return new VoxelGrid(
                nx,
                ny,
                nz,
                new Vec3(pixel, pixel, distance),
                CENTRE.plus(new Vec3(-(nx - 1) / 2.0 * pixel, -IN_FRONT, -(nz - 1) / 2.0 * distance)),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
    }

    /** Makes the scan; it holds an image for each kernel. */
    public static VirtualScan create(TaskExecutor threads, Progress progress) {
        return VirtualScanner.scan(scene(), grid(), scanner(), threads, progress);
    }

    /** Makes the scan that is kept in the repository: 3 mm slices, kernel b40f only. */
    public static VirtualScan createCoarse(TaskExecutor threads, Progress progress) {
        ScannerModel scanner = scanner().withSliceThickness(3).withKernels(ReconstructionKernel.B40F);
        return VirtualScanner.scan(scene(), coarseGrid(), scanner, threads, progress);
    }

    /** The labels of L2 alone, as the commands expect them: {@link SyntheticScan#TRABECULAR_BODY} and so on. */
    public static Labels vertebraLabels(VirtualScan scan) {
        short[] own = new short[scan.labels().grid().voxels()];
        for (int at = 0; at < own.length; at++) {
            int label = scan.labels().get(at);
            own[at] = (short) (label <= SyntheticScan.CORTICAL_ARCH ? label : 0);
        }
        return new Labels(scan.labels().grid(), own);
    }
}
