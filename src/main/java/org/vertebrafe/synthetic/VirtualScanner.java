package org.vertebrafe.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * Scans a scene. The grid's first two axes are the image plane, its third is the axis of the slices. Only StrictMath,
 * square roots and the four operations decide the values: the same bits with any number of threads on any platform.
 */
public final class VirtualScanner {

    /** Slices that are worked on together; even, as two slices share a transform. */
    private static final int CHUNK = 12;

    /** Standard deviations after which the slice profile ends. */
    private static final double PROFILE_END = 3;

    private final SyntheticScene scene;
    private final ScannerModel scanner;
    private final VoxelGrid grid;
    private final Raster raster;
    private final SceneSampler sampler;
    private final SliceFilter filter;
    private final RawNoise noise;
    private final double[] profile;
    private final List<float[]> images = new ArrayList<>();
    private final float[] density;
    private final byte[] tissues;
    private final byte[] owners;
    private final byte[] rods;
    private final double[][] sums;

    private VirtualScanner(SyntheticScene scene, VoxelGrid grid, ScannerModel scanner) {
        if (scanner.cupping() > 0 && scene.trunk().isEmpty()) {
            throw InputException.of(
                    "Virtual scanner: cupping of %g HU needs a trunk in the scene; add one or set cupping to 0.",
                    scanner.cupping());
        }
        this.scene = scene;
        this.scanner = scanner;
        this.grid = grid;
        raster = new Raster(grid, scanner.kernels(), scanner.sliceThickness());
        sampler = new SceneSampler(scene, raster);
        double power = scanner.noise()
                .map(model -> model.rawPower(scanner.sliceThickness()))
                .orElse(0.0);
        filter = new SliceFilter(raster, scanner.kernels(), power);
        noise = new RawNoise(scanner.seed(), grid.spacing().z(), scanner.sliceThickness());
        profile = profile();
        for (int n = 0; n < scanner.kernels().size(); n++) {
            images.add(new float[grid.voxels()]);
        }
        density = new float[grid.voxels()];
        tissues = new byte[grid.voxels()];
        owners = new byte[grid.voxels()];
        rods = new byte[grid.voxels()];
        sums = new double[grid.nz()][2 * scene.spine().size()];
    }

    /**
     * Scans a scene.
     *
     * @param scene what is scanned; it may reach beyond the grid
     * @param grid where the voxels are
     * @param scanner kernels, slice thickness, noise
     * @throws InputException if the scanner's cupping has no trunk to act on
     * @throws org.vertebrafe.base.CancelledException if cancelled
     */
    public static VirtualScan scan(
            SyntheticScene scene, VoxelGrid grid, ScannerModel scanner, TaskExecutor threads, Progress progress) {
        return new VirtualScanner(scene, grid, scanner).run(threads, progress);
    }

    /** A grid about the origin whose axes are the patient's. */
    static VoxelGrid centredGrid(int nx, int ny, int nz, double pixel, double distance) {
        return new VoxelGrid(
                nx,
                ny,
                nz,
                new Vec3(pixel, pixel, distance),
                new Vec3(-(nx - 1) / 2.0 * pixel, -(ny - 1) / 2.0 * pixel, -(nz - 1) / 2.0 * distance),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
    }

    /** Weights of the layers from the first that counts, about the middle of the slice; their sum is 1. */
    private double[] profile() {
        double sigma = scanner.sliceThickness() / Math.sqrt(8 * StrictMath.log(2));
        double layer = raster.layerStep();
        // A layer has its own thickness already.
        double variance = sigma * sigma - layer * layer / 12;
        int reach = (int) Math.ceil(PROFILE_END * sigma / layer);
        double[] weights = new double[2 * reach + raster.layers];
        double sum = 0;
        for (int n = 0; n < weights.length; n++) {
            double z = (n - (weights.length - 1) / 2.0) * layer;
            weights[n] = StrictMath.exp(-z * z / (2 * variance));
            sum += weights[n];
        }
        for (int n = 0; n < weights.length; n++) {
            weights[n] /= sum;
        }
        return weights;
    }

    private VirtualScan run(TaskExecutor threads, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        Chunks.forEach(threads, grid.nz(), CHUNK, (from, to) -> {
            if (!progress.isCancelled()) {
                scanSlices(from, to, progress);
            }
            progress.report("Scanning", (double) done.addAndGet(to - from) / grid.nz());
        });
        progress.checkCancelled();
        List<Volume> volumes =
                images.stream().map(values -> new Volume(grid, values)).toList();
        return new VirtualScan(
                scene,
                scanner,
                volumes,
                new Labels(grid, labels()),
                new Volume(grid, density),
                truths(),
                scene.phantom().map(phantom -> phantom.rods(scene.line())).orElse(List.of()));
    }

    private void scanSlices(int from, int to, Progress progress) {
        float[][] slices = new float[to - from][raster.finePoints()];
        int reach = (profile.length - raster.layers) / 2;
        float[] layerImage = new float[raster.finePoints()];
        float[] background = null;
        int backgroundSlice = 0;
        for (int layer = from * raster.layers - reach; layer < to * raster.layers + reach; layer++) {
            if (progress.isCancelled()) {
                return;
            }
            int own = Math.floorDiv(layer, raster.layers);
            if (background == null || own != backgroundSlice) {
                background = sampler.background(own);
                backgroundSlice = own;
            }
            System.arraycopy(background, 0, layerImage, 0, layerImage.length);
            boolean counts = own >= from && own < to;
            paint(layer, own, counts, layerImage);
            for (int k = from; k < to; k++) {
                int n = layer - (k * raster.layers - reach);
                if (n >= 0 && n < profile.length) {
                    add(layerImage, (float) profile[n], slices[k - from]);
                }
            }
        }
        for (int k = from; k < to; k++) {
            sampler.label(k, tissues, owners, rods);
            cup(k, slices[k - from]);
        }
        for (int k = from; k < to; k += 2) {
            reconstruct(k, Math.min(k + 1, to - 1), slices, from);
        }
    }

    private void paint(int layer, int own, boolean counts, float[] layerImage) {
        VertebraPainter.Sum[] parts = new VertebraPainter.Sum[scene.spine().size()];
        for (int v = 0; v < parts.length; v++) {
            parts[v] = new VertebraPainter.Sum();
            parts[v].counts = counts;
        }
        sampler.paint(layer, layerImage, parts);
        if (!counts) {
            return;
        }
        for (int v = 0; v < parts.length; v++) {
            sums[own][2 * v] += parts[v].density;
            sums[own][2 * v + 1] += parts[v].points;
        }
        addDensity(own, layerImage);
    }

    private static void add(float[] layer, float weight, float[] slice) {
        for (int i = 0; i < slice.length; i++) {
            slice[i] += weight * layer[i];
        }
    }

    /** Averages a layer over the pixels. */
    private void addDensity(int k, float[] layer) {
        double[] wx = boxWeights(raster.x);
        double[] wy = boxWeights(raster.y);
        int nx = raster.x.fineSize();
        for (int j = 0; j < grid.ny(); j++) {
            int b0 = raster.y.finePoint(j) - wy.length / 2;
            for (int i = 0; i < grid.nx(); i++) {
                int a0 = raster.x.finePoint(i) - wx.length / 2;
                double sum = 0;
                for (int b = 0; b < wy.length; b++) {
                    double line = 0;
                    for (int a = 0; a < wx.length; a++) {
                        line += wx[a] * layer[(b0 + b) * nx + a0 + a];
                    }
                    sum += wy[b] * line;
                }
                density[grid.index(i, j, k)] += (float) (scene.line().apply(sum) / raster.layers);
            }
        }
    }

    /** Weights of the fine points in a pixel: those on its border count half. */
    private static double[] boxWeights(Raster.Axis axis) {
        int points = axis.division() * axis.oversampling();
        double[] weights = new double[2 * (points / 2) + 1];
        Arrays.fill(weights, 1.0 / points);
        if (points % 2 == 0) {
            weights[0] /= 2;
            weights[points] /= 2;
        }
        return weights;
    }

    private void cup(int k, float[] slice) {
        if (scanner.cupping() == 0) {
            return;
        }
        Trunk trunk = scene.trunk().orElseThrow();
        int nx = raster.x.fineSize();
        for (int b = 0; b < raster.y.fineSize(); b++) {
            for (int a = 0; a < nx; a++) {
                Vec3 p = raster.position(a, b, k);
                double deep = Math.max(0, 1 - trunk.radiusSquared(p.x(), p.y()));
                int at = a + nx * b;
                slice[at] -= (float) (scanner.cupping() * deep * (slice[at] - SyntheticScene.AIR) / 1000);
            }
        }
    }

    private void reconstruct(int one, int two, float[][] slices, int from) {
        float[] noiseOne = null;
        float[] noiseTwo = null;
        if (scanner.noise().isPresent()) {
            int points = raster.x.size() * raster.y.size();
            noiseOne = noise.slice(one, points);
            noiseTwo = noise.slice(two, points);
        }
        float[][][] result = filter.reconstruct(slices[one - from], slices[two - from], noiseOne, noiseTwo);
        int plane = grid.nx() * grid.ny();
        for (int n = 0; n < result.length; n++) {
            store(result[n][0], images.get(n), one * plane);
            store(result[n][1], images.get(n), two * plane);
        }
    }

    private void store(float[] slice, float[] image, int at) {
        for (int i = 0; i < slice.length; i++) {
            // Adding 0 makes the minus zero that rounding leaves a plain one: no scanner stores two.
            image[at + i] = scanner.stored()
                    ? (float) Math.min(Math.max(Math.rint(slice[i]), ScannerModel.STORED_MIN), ScannerModel.STORED_MAX)
                            + 0f
                    : slice[i];
        }
    }

    private short[] labels() {
        short[] labels = BoneLabeller.close(grid, tissues);
        for (int at = 0; at < labels.length; at++) {
            if (labels[at] != 0) {
                labels[at] += (short) (10 * owners[at]);
            } else if (rods[at] != 0) {
                labels[at] = (short) (VirtualScan.ROD - 1 + rods[at]);
            }
        }
        return labels;
    }

    private List<VertebraTruth> truths() {
        List<VertebraTruth> truths = new ArrayList<>();
        for (int v = 0; v < scene.spine().size(); v++) {
            double sum = 0;
            double points = 0;
            for (double[] slice : sums) {
                sum += slice[2 * v];
                points += slice[2 * v + 1];
            }
            truths.add(VertebraTruth.of(scene.spine().get(v), points == 0 ? Double.NaN : sum / points, scene.line()));
        }
        return truths;
    }
}
