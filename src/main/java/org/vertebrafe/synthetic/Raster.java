package org.vertebrafe.synthetic;

import java.util.List;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Fft;
import org.vertebrafe.image.VoxelGrid;

/**
 * The points behind one slice of a grid. The working raster divides the pixels until its Nyquist frequency is not below
 * the kernels' cut-off, so that filtering on it is exact; the fine raster, on which the scene is sampled, divides it
 * further so that little of a sharp edge is aliased. Both reach beyond the image on all sides: what the transform wraps
 * around stays outside of it.
 */
final class Raster {

    /** Points of the fine raster per period of the cut-off frequency, inverted. */
    private static final double FINE = 0.3;

    /** Least width of the border, mm: beyond it the kernels' point spread is below one thousandth. */
    private static final double BORDER = 8;

    /** One in-plane axis. */
    record Axis(int pixels, int division, int oversampling, int size, int start, double step) {

        static Axis of(int pixels, double spacing, double cutoff) {
            int division = (int) Math.ceil(2 * cutoff * spacing * (1 - 1e-9));
            double step = spacing / division;
            int oversampling = (int) Math.ceil(step * cutoff / FINE);
            int border = (int) Math.ceil(BORDER / step);
            int size = Fft.length((pixels - 1) * division + 1 + 2 * border);
            int start = (size - (pixels - 1) * division - 1) / 2;
            return new Axis(pixels, division, oversampling, size, start, step);
        }

        /** Number of points of the fine raster. */
        int fineSize() {
            return size * oversampling;
        }

        /** Distance of the points of the fine raster, mm. */
        double fineStep() {
            return step / oversampling;
        }

        /** Point of the fine raster at the centre of a pixel. */
        int finePoint(int pixel) {
            return (start + division * pixel) * oversampling;
        }

        /** Pixel coordinate of a point of the fine raster. */
        double pixel(int finePoint) {
            return ((double) finePoint / oversampling - start) / division;
        }

        /** Spatial frequency of a coefficient of the working raster, lp/mm. */
        double frequency(int index) {
            return Math.abs(signed(index)) / (size * step);
        }

        /** Where a coefficient of the working raster stands among those of the fine one. */
        int fineIndex(int index) {
            int signed = signed(index);
            return signed < 0 ? signed + fineSize() : signed;
        }

        private int signed(int index) {
            return index < size / 2 ? index : index - size;
        }
    }

    final VoxelGrid grid;
    final Axis x;
    final Axis y;

    /** Layers of the scene per slice distance. */
    final int layers;

    /** Edge of the cell over which a border is smeared on the fine raster, mm. */
    final double cell;

    Raster(VoxelGrid grid, List<ReconstructionKernel> kernels, double sliceThickness) {
        this.grid = grid;
        double cutoff =
                kernels.stream().mapToDouble(ReconstructionKernel::cutoff).max().orElseThrow();
        x = Axis.of(grid.nx(), grid.spacing().x(), cutoff);
        y = Axis.of(grid.ny(), grid.spacing().y(), cutoff);
        double finest = Math.max(x.fineStep(), y.fineStep());
        // Layers about as thick as the fine pixels are wide, and at least three per slice thickness.
        double thickest = Math.min(sliceThickness / 3, 1.3 * finest);
        layers = (int) Math.ceil(grid.spacing().z() / thickest);
        cell = (x.fineStep() + y.fineStep() + layerStep()) / 3;
    }

    int finePoints() {
        return x.fineSize() * y.fineSize();
    }

    /** Thickness of a layer, mm. */
    double layerStep() {
        return grid.spacing().z() / layers;
    }

    /** Slice coordinate of a layer; layers of slice k are k * layers to (k + 1) * layers - 1. */
    double slice(int layer) {
        return (layer + 0.5) / layers - 0.5;
    }

    /** LPS position of a point of the fine raster. */
    Vec3 position(int a, int b, double slice) {
        return grid.toPatient(x.pixel(a), y.pixel(b), slice);
    }
}
