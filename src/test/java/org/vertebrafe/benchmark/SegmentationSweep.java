package org.vertebrafe.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.DistanceTransform;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.oneclick.Segmentation;
import org.vertebrafe.segmentation.oneclick.SegmentationQuality;
import org.vertebrafe.segmentation.oneclick.SegmentationSettings;
import org.vertebrafe.segmentation.oneclick.VertebraSegmenter;
import org.vertebrafe.synthetic.Pose;
import org.vertebrafe.synthetic.RandomPatient;
import org.vertebrafe.synthetic.ReconstructionKernel;
import org.vertebrafe.synthetic.ScannerModel;
import org.vertebrafe.synthetic.VirtualScan;
import org.vertebrafe.synthetic.VirtualScanner;

/**
 * Segments L2 of many random virtual patients, each scanned with a voxel size and kernel drawn at random, from a seed
 * drawn at random in the body, and compares with the truth. Then times one vertebra in a CT of 512 x 512 x 200 voxels.
 */
public final class SegmentationSweep {

    /** Pixel size and slice distance, mm. */
    private static final double[][] VOXELS = {
        {0.4, 1.0}, {0.7, 0.7}, {0.98, 1.0}, {0.8, 3.0}, {0.6, 2.0}, {0.98, 1.5}, {1.5, 1.5}, {0.5, 0.6}
    };

    private static final double WIDTH = 140;
    private static final double HEIGHT = 110;
    private static final double FRONT = 45;

    /** Dice below which a body that was not flagged counts as a silent failure. */
    private static final double FAILED = 0.9;

    private record Result(double body, double whole, double distance, boolean flagged) {}

    private SegmentationSweep() {}

    /** @param arguments number of patients, and the first's seed */
    public static void main(String[] arguments) {
        int cases = Integer.parseInt(arguments[0]);
        long first = Long.parseLong(arguments[1]);
        PrintStream out = System.out;
        List<Result> results = new ArrayList<>();
        int refused = 0;
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (int n = 0; n < cases; n++) {
                Result result = run(first + n, out, threads);
                if (result == null) {
                    refused++;
                } else {
                    results.add(result);
                }
            }
            summarise(results, refused, out);
            time(first, out, threads);
        }
    }

    private static Result run(long seed, PrintStream out, TaskExecutor threads) {
        RandomPatient patient = RandomPatient.of(seed);
        SplittableRandom random = new SplittableRandom(seed);
        double[] voxel = VOXELS[random.nextInt(VOXELS.length)];
        ReconstructionKernel kernel = random.nextBoolean() ? ReconstructionKernel.B70F : ReconstructionKernel.B40F;
        VirtualScan scan = scan(patient, voxel, kernel, threads);
        Pose pose = patient.spine().get(0).pose();
        Vec3 point = pose.centre()
                .plus(pose.left().times(16 * random.nextDouble() - 8))
                .plus(pose.posterior().times(12 * random.nextDouble() - 6))
                .plus(pose.superior().times(12 * random.nextDouble() - 6));
        out.printf(
                Locale.ROOT,
                "%d: %.0f mg/cm3, %s, %.2f x %.2f mm, tilt %.0f/%.0f%s%s%s: ",
                seed,
                1000 * patient.trabecularDensity(),
                kernel.id(),
                voxel[0],
                voxel[1],
                patient.sagittalTilt(),
                patient.coronalTilt(),
                patient.hasContrastAgent() ? ", contrast" : "",
                patient.sclerotic() ? ", sclerotic" : "",
                patient.implants() ? ", screws" : "");
        try {
            Segmentation found = VertebraSegmenter.segment(
                    scan.images().get(0), point, SegmentationSettings.WHOLE, threads, Progress.NONE);
            Result result = compare(found, scan);
            out.printf(
                    Locale.ROOT,
                    "body %.3f, vertebra %.3f, distance %.2f mm, strength %.2f, leakage %.2f, shape %.2f %s%n",
                    result.body,
                    result.whole,
                    result.distance,
                    found.quality().boundaryStrength(),
                    found.quality().leakage(),
                    found.quality().shapePlausibility(),
                    found.quality().verdict());
            return result;
        } catch (InputException e) {
            out.println("refused: " + e.getMessage());
            return null;
        }
    }

    private static VirtualScan scan(
            RandomPatient patient, double[] voxel, ReconstructionKernel kernel, TaskExecutor threads) {
        int nx = (int) (WIDTH / voxel[0]);
        int nz = (int) (HEIGHT / voxel[1]);
        VoxelGrid grid = new VoxelGrid(
                nx,
                nx,
                nz,
                new Vec3(voxel[0], voxel[0], voxel[1]),
                patient.centre().plus(new Vec3(-nx * voxel[0] / 2, -FRONT, -nz * voxel[1] / 2)),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
        ScannerModel scanner = patient.scanner().withKernels(kernel).withSliceThickness(Math.max(voxel[1], 0.6));
        return VirtualScanner.scan(patient.scene(), grid, scanner, threads, Progress.NONE);
    }

    private static Result compare(Segmentation found, VirtualScan scan) {
        VoxelGrid grid = scan.labels().grid();
        BitSet body = new BitSet();
        BitSet trueBody = new BitSet();
        BitSet whole = new BitSet();
        BitSet trueWhole = new BitSet();
        for (int at = 0; at < grid.voxels(); at++) {
            int label = found.labels().get(at);
            int truth = scan.labels().get(at);
            body.set(at, label == 1 || label == 2);
            trueBody.set(at, truth == 1 || truth == 2);
            whole.set(at, label != 0);
            trueWhole.set(at, truth >= 1 && truth <= 4);
        }
        return new Result(
                dice(body, trueBody),
                dice(whole, trueWhole),
                (distance(grid, body, trueBody) + distance(grid, trueBody, body)) / 2,
                found.quality().verdict() != SegmentationQuality.Verdict.GOOD);
    }

    private static double dice(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return 2.0 * both.cardinality() / (one.cardinality() + other.cardinality());
    }

    /** Mean distance of the faces of one mask from the surface of another, mm. */
    private static double distance(VoxelGrid grid, BitSet one, BitSet other) {
        BitSet rest = (BitSet) other.clone();
        rest.flip(0, grid.voxels());
        float[] inside = DistanceTransform.inside(grid, other);
        float[] outside = DistanceTransform.inside(grid, rest);
        int[] strides = {1, grid.nx(), grid.nx() * grid.ny()};
        double sum = 0;
        double area = 0;
        for (int at = one.nextSetBit(0); at >= 0; at = one.nextSetBit(at + 1)) {
            for (int axis = 0; axis < 3; axis++) {
                double face = grid.voxelVolume() / grid.spacing().get(axis);
                for (int next : new int[] {at - strides[axis], at + strides[axis]}) {
                    if (!one.get(next)) {
                        sum += face * Math.abs(inside[at] - outside[at] + inside[next] - outside[next]) / 2;
                        area += face;
                    }
                }
            }
        }
        return sum / area;
    }

    private static void summarise(List<Result> results, int refused, PrintStream out) {
        if (results.isEmpty()) {
            out.printf("%d refused%n", refused);
            return;
        }
        out.printf(Locale.ROOT, "%n%-28s %8s %8s %8s%n", "", "5 %", "median", "95 %");
        print("Dice of the body", results.stream().mapToDouble(Result::body).toArray(), out);
        print(
                "Dice of the vertebra",
                results.stream().mapToDouble(Result::whole).toArray(),
                out);
        print(
                "Surface distance (mm), body",
                results.stream().mapToDouble(Result::distance).toArray(),
                out);
        long flagged = results.stream().filter(Result::flagged).count();
        long silent =
                results.stream().filter(r -> !r.flagged && r.body < FAILED).count();
        out.printf(
                "%d patients: %d refused, %d flagged, %d silent failures (body below %.1f)%n",
                results.size() + refused, refused, flagged, silent, FAILED);
    }

    private static void print(String what, double[] values, PrintStream out) {
        Arrays.sort(values);
        out.printf(
                Locale.ROOT,
                "%-28s %8.3f %8.3f %8.3f%n",
                what,
                values[(int) (0.05 * (values.length - 1))],
                values[values.length / 2],
                values[(int) (0.95 * (values.length - 1))]);
    }

    /** The scan of one vertebra laid into a field of 512 x 512 x 200 voxels of 0.4 x 0.4 x 1 mm. */
    private static void time(long seed, PrintStream out, TaskExecutor threads) {
        RandomPatient patient = RandomPatient.of(seed);
        Volume scan = scan(patient, VOXELS[0], ReconstructionKernel.B40F, threads)
                .images()
                .get(0);
        VoxelGrid g = scan.grid();
        int i0 = (512 - g.nx()) / 2;
        int k0 = (200 - g.nz()) / 2;
        VoxelGrid grid =
                new VoxelGrid(512, 512, 200, g.spacing(), g.toPatient(-i0, -i0, -k0), g.xAxis(), g.yAxis(), g.zAxis());
        float[] values = new float[grid.voxels()];
        Arrays.fill(values, -1000);
        for (int k = 0; k < g.nz(); k++) {
            for (int j = 0; j < g.ny(); j++) {
                System.arraycopy(scan.values(), g.index(0, j, k), values, grid.index(i0, j + i0, k + k0), g.nx());
            }
        }
        Volume ct = new Volume(grid, values);
        double[] seconds = new double[6];
        for (int run = 0; run < seconds.length; run++) {
            long start = System.nanoTime();
            VertebraSegmenter.segment(ct, patient.centre(), SegmentationSettings.WHOLE, threads, Progress.NONE);
            seconds[run] = (System.nanoTime() - start) / 1e9;
        }
        out.printf(
                Locale.ROOT,
                "512 x 512 x 200 voxels of 0.4 x 0.4 x 1 mm: first %.2f s, then %s s%n",
                seconds[0],
                Arrays.toString(Arrays.stream(seconds, 1, seconds.length)
                        .map(s -> Math.rint(100 * s) / 100)
                        .toArray()));
    }
}
