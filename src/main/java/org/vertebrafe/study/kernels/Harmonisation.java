package org.vertebrafe.study.kernels;

import java.util.function.DoubleUnaryOperator;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Fft;
import org.vertebrafe.image.PlaneTransform;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * Ways to a filter that makes an image of a sharp kernel look as if a smooth one had made it. All keep the mean of an even
 * region, so that the image's own calibration still holds.
 */
public final class Harmonisation {

    /** Below this MTF of the sharp kernel there is nothing to restore. */
    private static final double LEAST_MTF = 0.02;

    private static final double STEP = 0.02;

    /** Standard deviations of the Gaussians between the bands, mm. */
    private static final double[] SCALES = {0.5, 1, 2, 4};

    /** Above it is the body; air and table would outweigh it, HU. */
    private static final double BODY = -300;

    /** More than this is no difference of kernels. */
    private static final double MOST_GAIN = 3;

    private Harmonisation() {}

    /**
     * From the kernels' known MTFs: their ratio.
     *
     * @param sharp MTF over lp/mm
     * @param smooth MTF over lp/mm
     * @param cutoff where the smooth one ends, lp/mm
     */
    public static RadialFilter ofTransfer(DoubleUnaryOperator sharp, DoubleUnaryOperator smooth, double cutoff) {
        double[] gains = new double[(int) Math.ceil(cutoff / STEP) + 2];
        for (int n = 0; n < gains.length; n++) {
            double from = sharp.applyAsDouble(n * STEP);
            double to = smooth.applyAsDouble(n * STEP);
            gains[n] = from < LEAST_MTF ? 0 : Math.min(MOST_GAIN, to / from);
        }
        gains[gains.length - 1] = 0;
        return new RadialFilter(STEP, gains);
    }

    /**
     * From two reconstructions of the same raw data: the filter that brings one nearest to the other in the least squares
     * sense, frequency by frequency, real part of the cross spectrum over the power of the sharp image. Both have the
     * same noise, filtered by each kernel, which helps here. Slices go in under a Hann window, less their mean.
     *
     * @throws InputException if the grids differ
     */
    public static RadialFilter ofPair(Volume sharp, Volume smooth) {
        VoxelGrid grid = sharp.grid();
        grid.difference(smooth.grid()).ifPresent(difference -> {
            throw InputException.of(
                    "Harmonising by the pair needs both reconstructions on one grid (%s): use frequency bands instead.",
                    difference);
        });
        int nx = Fft.length(grid.nx());
        int ny = Fft.length(grid.ny());
        double dx = grid.spacing().x();
        double dy = grid.spacing().y();
        double step = Math.max(STEP, 2 / Math.min(grid.nx() * dx, grid.ny() * dy));
        int rings = (int) Math.ceil(Math.hypot(0.5 / dx, 0.5 / dy) / step);
        double[] cross = new double[rings + 1];
        double[] power = new double[rings + 1];
        PlaneTransform transform = new PlaneTransform(nx, ny);
        for (int k = 0; k < grid.nz(); k++) {
            Fft.Batch one = transform.forward(windowed(transform, sharp, k, nx));
            Fft.Batch two = transform.forward(windowed(transform, smooth, k, nx));
            for (int at = 0; at < nx * ny; at++) {
                int u = at / ny;
                int v = at % ny;
                double f = Math.hypot(PlaneTransform.frequency(u, nx) / dx, PlaneTransform.frequency(v, ny) / dy);
                int ring = (int) Math.min(rings, Math.rint(f / step));
                cross[ring] += one.re[at] * two.re[at] + one.im[at] * two.im[at];
                power[ring] += one.re[at] * one.re[at] + one.im[at] * one.im[at];
            }
        }
        double[] gains = new double[rings + 1];
        gains[0] = 1;
        for (int ring = 1; ring <= rings; ring++) {
            gains[ring] = power[ring] > 0 ? Math.max(0, Math.min(MOST_GAIN, cross[ring] / power[ring])) : 0;
        }
        return new RadialFilter(step, gains);
    }

    private static Fft.Batch windowed(PlaneTransform transform, Volume image, int k, int nx) {
        VoxelGrid grid = image.grid();
        Fft.Batch plane = transform.plane();
        double mean = 0;
        for (int at = 0; at < grid.nx() * grid.ny(); at++) {
            mean += image.values()[at + grid.nx() * grid.ny() * k];
        }
        mean /= (double) grid.nx() * grid.ny();
        for (int j = 0; j < grid.ny(); j++) {
            double wy = StrictMath.sin(Math.PI * (j + 0.5) / grid.ny());
            for (int i = 0; i < grid.nx(); i++) {
                double wx = StrictMath.sin(Math.PI * (i + 0.5) / grid.nx());
                plane.re[i + nx * j] = wx * wx * wy * wy * (image.get(i, j, k) - mean);
            }
        }
        return plane;
    }

    /**
     * By frequency bands, where the reference is not of the same raw data or not on the same grid: the image is split into
     * bands between Gaussians of 0.5, 1, 2 and 4 mm, and each band's standard deviation within the body is brought to
     * the reference's. What is coarser than 4 mm stays as it is. Such normalisation is Gallardo-Estrella et al. 2016,
     * DOI 10.1007/s00330-015-3824-y; here it is one pass over the image as a whole.
     *
     * @param sharp HU
     * @param reference HU, of the same part of the body
     */
    public static RadialFilter ofBands(Volume sharp, Volume reference, TaskExecutor threads, Progress progress) {
        double[] weights = new double[SCALES.length];
        for (int band = 0; band < SCALES.length; band++) {
            RadialFilter only = filter(band);
            double here = deviation(sharp, only, threads, progress);
            double there = deviation(reference, only, threads, progress);
            weights[band] = here > 0 ? Math.min(MOST_GAIN, there / here) : 1;
        }
        double[] gains = new double[gainCount()];
        for (int n = 0; n < gains.length; n++) {
            double gain = gaussian(SCALES[SCALES.length - 1], n * STEP);
            for (int band = 0; band < SCALES.length; band++) {
                gain += weights[band] * bandGain(band, n * STEP);
            }
            gains[n] = gain;
        }
        return new RadialFilter(STEP, gains);
    }

    /** Up to 3 lp/mm: beyond what any CT has. */
    private static int gainCount() {
        return (int) (3 / STEP) + 1;
    }

    private static RadialFilter filter(int band) {
        double[] gains = new double[gainCount()];
        for (int n = 0; n < gains.length; n++) {
            gains[n] = bandGain(band, n * STEP);
        }
        return new RadialFilter(STEP, gains);
    }

    private static double bandGain(int band, double frequency) {
        double finer = band == 0 ? 1 : gaussian(SCALES[band - 1], frequency);
        return finer - gaussian(SCALES[band], frequency);
    }

    private static double gaussian(double scale, double frequency) {
        double x = 2 * Math.PI * scale * frequency;
        return StrictMath.exp(-x * x / 2);
    }

    private static double deviation(Volume image, RadialFilter band, TaskExecutor threads, Progress progress) {
        float[] values = band.apply(image, threads, progress).values();
        double squares = 0;
        long n = 0;
        for (int at = 0; at < values.length; at++) {
            if (image.values()[at] > BODY) {
                squares += (double) values[at] * values[at];
                n++;
            }
        }
        return n == 0 ? 0 : Math.sqrt(squares / n);
    }
}
