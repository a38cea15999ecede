package org.vertebrafe.synthetic;

import java.util.concurrent.atomic.AtomicInteger;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * Samples the continuous vertebra onto a voxel grid, with partial volume. Only additions, multiplications, divisions
 * and square roots are used, so the result has the same bits with any number of threads on any platform.
 *
 * <p>Voxels near a surface of the bone, and all of its trabecular inside, are averaged over sub-samples, each of which
 * counts by the part of its cell that its distances say is inside; soft tissue is taken at the voxel's centre. A label goes to the voxel whose centre lies in the tissue. Because cortex is thinner
 * than most voxels, every bone voxel with a face neighbour whose centre lies outside the bone is labelled cortical as
 * well: the cortical labels are a closed layer at any spacing, as a thresholded CT would give.
 */
public final class VertebraSampler {

    private static final int CHUNK_ROWS = 32;

    /**
     * The composed distances overestimate the true distance of a surface by less than this factor; a voxel farther away
     * than so many half diagonals is of one tissue.
     */
    static final double STEEPNESS = 3;

    private final VertebraGeometry geometry;
    private final BoneMaterial material;
    private final SoftTissueMap softTissue;
    private final ScanSettings settings;
    private final VoxelGrid grid;
    private final Vec3 start;
    private final Vec3 stepI;
    private final Vec3 stepJ;
    private final Vec3 stepK;
    private final double margin;
    private final long noiseSeed;

    /** Mean edge of a sub-sample's cell, mm. */
    private final double cell;

    private final double[] offsets;
    private final float[] hu;
    private final byte[] tissue;
    private final double[] rowDensity;
    private final double[] rowSamples;

    private VertebraSampler(SyntheticVertebra vertebra, VoxelGrid grid, ScanSettings settings, double steepness) {
        geometry = new VertebraGeometry(vertebra);
        material = new BoneMaterial(vertebra);
        softTissue = new SoftTissueMap(vertebra, geometry, settings.tissue());
        this.settings = settings;
        this.grid = grid;
        Pose pose = vertebra.pose();
        start = pose.toLocal(grid.origin());
        stepI = pose.toLocal(grid.toPatient(1, 0, 0)).minus(start);
        stepJ = pose.toLocal(grid.toPatient(0, 1, 0)).minus(start);
        stepK = pose.toLocal(grid.toPatient(0, 0, 1)).minus(start);
        margin = steepness * grid.spacing().norm() / 2;
        Vec3 spacing = grid.spacing();
        cell = (spacing.x() + spacing.y() + spacing.z()) / (3 * settings.subSamples());
        noiseSeed = HashNoise.mix(vertebra.seed() + 2);
        offsets = offsets(settings.subSamples());
        hu = new float[grid.voxels()];
        tissue = new byte[grid.voxels()];
        rowDensity = new double[grid.ny() * grid.nz()];
        rowSamples = new double[grid.ny() * grid.nz()];
    }

    /**
     * Makes the CT of a vertebra.
     *
     * @param vertebra what is scanned
     * @param grid where the voxels are; the vertebra may reach beyond it
     * @param settings calibration, soft tissue, noise and sub-samples
     * @throws org.vertebrafe.base.CancelledException if cancelled
     */
    public static SyntheticScan sample(
            SyntheticVertebra vertebra,
            VoxelGrid grid,
            ScanSettings settings,
            TaskExecutor threads,
            Progress progress) {
        return sample(vertebra, grid, settings, STEEPNESS, threads, progress);
    }

    /** As above; an infinite steepness sub-samples every voxel. */
    static SyntheticScan sample(
            SyntheticVertebra vertebra,
            VoxelGrid grid,
            ScanSettings settings,
            double steepness,
            TaskExecutor threads,
            Progress progress) {
        return new VertebraSampler(vertebra, grid, settings, steepness).run(vertebra, threads, progress);
    }

    private SyntheticScan run(SyntheticVertebra vertebra, TaskExecutor threads, Progress progress) {
        int rows = grid.ny() * grid.nz();
        AtomicInteger done = new AtomicInteger();
        Chunks.forEach(threads, rows, CHUNK_ROWS, (from, to) -> {
            double[] distances = new double[VertebraGeometry.COUNT];
            for (int row = from; row < to && !progress.isCancelled(); row++) {
                sampleRow(row, distances);
            }
            progress.report("Sampling the vertebra", (double) done.addAndGet(to - from) / rows);
        });
        progress.checkCancelled();
        double sum = 0;
        double samples = 0;
        for (int row = 0; row < rows; row++) {
            sum += rowDensity[row];
            samples += rowSamples[row];
        }
        double mean = samples == 0 ? Double.NaN : sum / samples;
        return new SyntheticScan(
                new Volume(grid, hu),
                new Labels(grid, BoneLabeller.close(grid, tissue)),
                VertebraTruth.of(vertebra, mean, settings.line()));
    }

    private void sampleRow(int row, double[] d) {
        int j = row % grid.ny();
        int k = row / grid.ny();
        double noise = settings.noiseSd();
        for (int i = 0; i < grid.nx(); i++) {
            double x = start.x() + i * stepI.x() + j * stepJ.x() + k * stepK.x();
            double y = start.y() + i * stepI.y() + j * stepJ.y() + k * stepK.y();
            double z = start.z() + i * stepI.z() + j * stepJ.z() + k * stepK.z();
            int index = grid.index(i, j, k);
            geometry.distances(x, y, z, d);
            tissue[index] = (byte) BoneLabeller.tissue(d);
            double value;
            if (d[VertebraGeometry.OUTER] > margin) {
                value = softTissue.hu(x, y, z);
            } else {
                boolean mixed = Math.abs(d[VertebraGeometry.OUTER]) <= margin
                        || Math.abs(d[VertebraGeometry.CORE]) <= margin
                        || d[VertebraGeometry.BODY] >= -margin
                                && d[VertebraGeometry.BODY] <= BoneMaterial.TRANSITION + margin;
                value = boneVoxel(row, x, y, z, mixed, d);
            }
            if (noise > 0) {
                value += noise * HashNoise.white(noiseSeed, index);
            }
            hu[index] = (float) value;
        }
    }

    /** HU of a voxel that may hold bone; {@code d} are the distances of its centre, valid throughout unless mixed. */
    private double boneVoxel(int row, double x, double y, double z, boolean mixed, double[] d) {
        double density = 0;
        double bone = 0;
        int count = offsets.length / 3;
        for (int s = 0; s < offsets.length; s += 3) {
            double oi = offsets[s];
            double oj = offsets[s + 1];
            double ok = offsets[s + 2];
            double px = x + oi * stepI.x() + oj * stepJ.x() + ok * stepK.x();
            double py = y + oi * stepI.y() + oj * stepJ.y() + ok * stepK.y();
            double pz = z + oi * stepI.z() + oj * stepJ.z() + ok * stepK.z();
            if (mixed) {
                geometry.distances(px, py, pz, d);
            }
            double inBone = covered(d[VertebraGeometry.OUTER]);
            double inCore = Math.min(covered(d[VertebraGeometry.CORE]), inBone);
            if (inCore > 0) {
                double here = material.trabecular(px, py, pz, d[VertebraGeometry.BODY]);
                density += inCore * here;
                if (d[VertebraGeometry.BODY] <= 0) {
                    rowDensity[row] += inCore * here;
                    rowSamples[row] += inCore;
                }
            }
            density += (inBone - inCore) * material.cortical();
            bone += inBone;
        }
        double soft = bone < count ? (count - bone) * softTissue.hu(x, y, z) : 0;
        double boneHu = bone > 0 ? bone * settings.line().invert(density / bone) : 0;
        return (soft + boneHu) / count;
    }

    /** Part of a sub-sample's cell that lies inside a surface at this distance. */
    private double covered(double distance) {
        return Math.min(Math.max(0.5 - distance / cell, 0), 1);
    }

    /** Centres of the sub-voxels relative to the voxel's centre, in voxels: three numbers each. */
    private static double[] offsets(int n) {
        double[] offsets = new double[3 * n * n * n];
        int at = 0;
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < n; i++) {
                    offsets[at++] = (i + 0.5) / n - 0.5;
                    offsets[at++] = (j + 0.5) / n - 0.5;
                    offsets[at++] = (k + 0.5) / n - 0.5;
                }
            }
        }
        return offsets;
    }
}
