package org.vertebrafe.calibration.tissues;

import java.util.Optional;
import java.util.Random;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.synthetic.NoiseModel;
import org.vertebrafe.synthetic.PhantomLayout;
import org.vertebrafe.synthetic.ReconstructionKernel;
import org.vertebrafe.synthetic.ScannerModel;
import org.vertebrafe.synthetic.SoftTissue;
import org.vertebrafe.synthetic.SyntheticScene;
import org.vertebrafe.synthetic.Trunk;
import org.vertebrafe.synthetic.VirtualPatient;
import org.vertebrafe.synthetic.VirtualScan;
import org.vertebrafe.synthetic.VirtualScanner;

/** Lumbar trunks on a table with random tissue, shape, place, phantom and noise. */
final class RandomTrunk {

    private RandomTrunk() {}

    /**
     * A scan whose scene holds the truth.
     *
     * @param slices how many
     * @param step their distance and thickness, mm
     */
    static VirtualScan scan(long seed, int slices, double step, TaskExecutor threads, ReconstructionKernel... kernels) {
        Random random = new Random(seed);
        SoftTissue tissue =
                new SoftTissue(between(random, -115, -90), between(random, 45, 65), between(random, 32, 58), 85, 18, 4);
        Vec3 centre = new Vec3(between(random, -300, 300), between(random, -300, 300), between(random, -900, 900));
        PhantomLayout layout = PhantomLayout.ALL.get(random.nextInt(PhantomLayout.ALL.size()));
        SyntheticScene patient = VirtualPatient.lumbar(centre, layout, between(random, -4, 4), 0, 0, seed);
        Trunk trunk = patient.trunk().orElseThrow();
        double grow = between(random, 0.95, 1.1);
        Trunk other = new Trunk(
                trunk.centre(),
                grow * trunk.halfWidth(),
                trunk.halfDepth(),
                trunk.back(),
                between(random, 11, 26),
                trunk.wall());
        SyntheticScene scene = new SyntheticScene(
                Optional.of(other), patient.spine(), patient.phantom(), patient.solids(), tissue, patient.line());
        ScannerModel scanner = ScannerModel.clinical(seed)
                .withKernels(kernels)
                .withSliceThickness(step)
                .withNoise(new NoiseModel(between(random, 100, 300), between(random, 270, 330)));
        double pixel = between(random, 0.85, 1.1);
        int nx = (int) (410 / pixel);
        int ny = (int) (280 / pixel);
        Vec3 corner = new Vec3(
                centre.x() - 205 + between(random, -5, 5),
                other.centre().y() - 145,
                centre.z() - 0.5 * step * (slices - 1));
        VoxelGrid grid = new VoxelGrid(
                nx,
                ny,
                slices,
                new Vec3(pixel, pixel, step),
                corner,
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
        return VirtualScanner.scan(scene, grid, scanner, threads, Progress.NONE);
    }

    static double between(Random random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
