package org.vertebrafe.study.kernels;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Fft;
import org.vertebrafe.image.PlaneTransform;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * A filter within slices that depends on the spatial frequency alone, whatever its direction, as reconstruction kernels
 * do. The first two axes of an image are its slices' plane.
 *
 * @param step between the frequencies of the gains, lp/mm
 * @param gains at 0, step, 2 step and so on, linear between them; beyond the last as there
 */
public record RadialFilter(double step, double[] gains) {

    /** Width of the mirrored border, mm: beyond it no kernel's point spread counts. */
    private static final double BORDER = 12;

    /** @throws InputException if there is no gain or one is no number */
    public RadialFilter {
        gains = gains.clone();
        if (!(step > 0) || gains.length < 2) {
            throw InputException.of(
                    "Filter of %d gains %s lp/mm apart: at least two are needed, at rising frequencies.",
                    gains.length, step);
        }
        for (double gain : gains) {
            if (!Double.isFinite(gain)) {
                throw InputException.of("Filter: a gain is %s; all must be numbers.", gain);
            }
        }
    }

    /** The gain at a frequency, lp/mm. */
    public double at(double frequency) {
        double place = frequency / step;
        int low = (int) Math.min(place, gains.length - 1.0);
        if (low == gains.length - 1) {
            return gains[low];
        }
        return gains[low] + (place - low) * (gains[low + 1] - gains[low]);
    }

    /**
     * Filters the slices of an image. The image is mirrored at its borders.
     *
     * @param image not changed
     * @param threads the caller's threads; the result does not depend on how many
     * @param progress polled for cancel
     */
    public Volume apply(Volume image, TaskExecutor threads, Progress progress) {
        VoxelGrid grid = image.grid();
        int bx = (int) Math.ceil(BORDER / grid.spacing().x());
        int by = (int) Math.ceil(BORDER / grid.spacing().y());
        int nx = Fft.length(grid.nx() + 2 * bx);
        int ny = Fft.length(grid.ny() + 2 * by);
        double[] gain = new double[nx * ny];
        for (int u = 0; u < nx; u++) {
            for (int v = 0; v < ny; v++) {
                gain[v + ny * u] = at(Math.hypot(
                                PlaneTransform.frequency(u, nx) / grid.spacing().x(),
                                PlaneTransform.frequency(v, ny) / grid.spacing().y()))
                        / gain.length;
            }
        }
        float[] filtered = new float[grid.voxels()];
        PlaneTransform transform = new PlaneTransform(nx, ny);
        Chunks.forEach(threads, grid.nz(), 2, (from, to) -> {
            progress.checkCancelled();
            Fft.Batch plane = transform.plane();
            for (int at = 0; at < nx * ny; at++) {
                int i = mirrored(at % nx - bx, grid.nx());
                int j = mirrored(at / nx - by, grid.ny());
                plane.re[at] = image.get(i, j, from);
                plane.im[at] = image.get(i, j, to - 1);
            }
            Fft.Batch spectrum = transform.forward(plane);
            for (int at = 0; at < gain.length; at++) {
                spectrum.re[at] *= gain[at];
                spectrum.im[at] *= gain[at];
            }
            Fft.Batch back = transform.backward(spectrum);
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    int at = i + bx + nx * (j + by);
                    filtered[grid.index(i, j, from)] = (float) back.re[at];
                    if (to - from == 2) {
                        filtered[grid.index(i, j, to - 1)] = (float) back.im[at];
                    }
                }
            }
        });
        return new Volume(grid, filtered);
    }

    /** The place in 0..n-1 that an index is mirrored to. */
    private static int mirrored(int index, int n) {
        int within = Math.floorMod(index, 2 * n);
        return within < n ? within : 2 * n - 1 - within;
    }
}
