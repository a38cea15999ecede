package org.vertebrafe.benchmark;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.synthetic.Pose;
import org.vertebrafe.synthetic.RandomPatient;
import org.vertebrafe.synthetic.ReconstructionKernel;
import org.vertebrafe.synthetic.ScannerModel;
import org.vertebrafe.synthetic.VirtualScan;
import org.vertebrafe.synthetic.VirtualScanner;

/**
 * A random virtual patient with a voxel size and a click drawn at random, and one of the two kernels: cases 1 and 2 are
 * the two reconstructions of patient 1, and so on, clicked at different points. The field of view holds the whole vertebra
 * and its neighbours' bodies and no more, and both kernels share a scan: it takes most of the time.
 *
 * @param number of the case, from 1
 * @param pixel mm
 * @param slice distance and thickness of the slices, mm
 * @param click a point in the body of L2, LPS mm
 */
record SweepCase(
        long number, RandomPatient patient, double pixel, double slice, ReconstructionKernel kernel, Vec3 click) {

    /** Pixel size and slice distance, mm. */
    private static final double[][] VOXELS = {
        {0.4, 1.0}, {0.7, 0.7}, {0.98, 1.0}, {0.8, 3.0}, {0.6, 2.0}, {0.98, 1.5}, {1.5, 1.5}, {0.5, 0.6}
    };

    private static final List<ReconstructionKernel> KERNELS =
            List.of(ReconstructionKernel.B40F, ReconstructionKernel.B70F);

    private static final double WIDTH = 112;
    private static final double DEPTH = 105;
    private static final double HEIGHT = 96;
    private static final double FRONT = 35;

    /** The scanner rebuilds no slice thinner than this, mm. */
    private static final double THINNEST = 0.6;

    /** An image in HU and the true labels of L2, {@link org.vertebrafe.segmentation.oneclick.Segmentation}'s. */
    record Scan(Volume hu, Labels truth) {}

    static SweepCase of(long number) {
        RandomPatient patient = RandomPatient.of((number + 1) / 2);
        SplittableRandom random = new SplittableRandom(patient.seed());
        double[] voxel = VOXELS[random.nextInt(VOXELS.length)];
        ReconstructionKernel kernel = KERNELS.get((int) ((number + 1) % 2));
        random = new SplittableRandom(1000 + number);
        Pose pose = patient.spine().get(0).pose();
        Vec3 click = pose.centre()
                .plus(pose.left().times(16 * random.nextDouble() - 8))
                .plus(pose.posterior().times(12 * random.nextDouble() - 6))
                .plus(pose.superior().times(12 * random.nextDouble() - 6));
        return new SweepCase(number, patient, voxel[0], voxel[1], kernel, click);
    }

    VoxelGrid grid() {
        int nx = (int) (WIDTH / pixel);
        int ny = (int) (DEPTH / pixel);
        int nz = (int) (HEIGHT / slice);
        return new VoxelGrid(
                nx,
                ny,
                nz,
                new Vec3(pixel, pixel, slice),
                patient.centre().plus(new Vec3(-nx * pixel / 2, -FRONT, -nz * slice / 2)),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
    }

    /** The scan from a folder, where it is made when it is not there yet. */
    Scan scan(Path folder, TaskExecutor threads) throws IOException {
        Path file = file(folder, kernel);
        if (!Files.exists(file)) {
            ScannerModel scanner = patient.scanner()
                    .withKernels(KERNELS.toArray(ReconstructionKernel[]::new))
                    .withSliceThickness(Math.max(slice, THINNEST));
            VirtualScan scan = VirtualScanner.scan(patient.scene(), grid(), scanner, threads, Progress.NONE);
            for (int n = 0; n < KERNELS.size(); n++) {
                Path part = folder.resolve(patient.seed() + ".part");
                write(scan.images().get(n), scan.labels(), part);
                Files.move(part, file(folder, KERNELS.get(n)), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return read(file);
    }

    private Path file(Path folder, ReconstructionKernel of) {
        return folder.resolve(patient.seed() + "-" + of.id() + ".scan.gz");
    }

    private static void write(Volume image, Labels labels, Path file) throws IOException {
        float[] hu = image.values();
        ByteBuffer bytes = ByteBuffer.allocate(3 * hu.length);
        for (float value : hu) {
            // The scanner stores whole numbers.
            bytes.putShort((short) value);
        }
        for (int at = 0; at < hu.length; at++) {
            int label = labels.get(at);
            bytes.put((byte) (label >= 1 && label <= 4 ? label : 0));
        }
        try (DataOutputStream out =
                new DataOutputStream(new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file))) {
                    {
                        def.setLevel(Deflater.BEST_SPEED);
                    }
                })) {
            out.write(bytes.array());
        }
    }

    private Scan read(Path file) throws IOException {
        VoxelGrid grid = grid();
        float[] hu = new float[grid.voxels()];
        short[] labels = new short[grid.voxels()];
        try (DataInputStream in =
                new DataInputStream(new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file))))) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
            for (int at = 0; at < hu.length; at++) {
                hu[at] = bytes.getShort();
            }
            for (int at = 0; at < labels.length; at++) {
                labels[at] = bytes.get();
            }
        }
        return new Scan(new Volume(grid, hu), new Labels(grid, labels));
    }
}
