package org.vertebrafe.synthetic;

import java.util.List;
import org.vertebrafe.image.Fft;

/**
 * Reconstruction of two slices at a time: the scene on the fine raster and white noise on the working raster, filtered in
 * Fourier space by each kernel and read off at the pixels. As the filters are real and even, one slice can be the real
 * and one the imaginary part of the same transform.
 */
final class SliceFilter {

    private static final int BATCH = 32;

    private final Raster raster;
    private final Fft fineX;
    private final Fft fineY;
    private final Fft workX;
    private final Fft workY;
    private final double[][] signalGain;
    private final double[][] noiseGain;

    /** @param rawPower factor before |f| MTF^2 in the noise power spectrum, HU^2 mm^3; 0 for no noise */
    SliceFilter(Raster raster, List<ReconstructionKernel> kernels, double rawPower) {
        this.raster = raster;
        fineX = new Fft(raster.x.fineSize());
        fineY = new Fft(raster.y.fineSize());
        workX = new Fft(raster.x.size());
        workY = new Fft(raster.y.size());
        signalGain = new double[kernels.size()][];
        noiseGain = new double[kernels.size()][];
        for (int n = 0; n < kernels.size(); n++) {
            gains(n, kernels.get(n), rawPower);
        }
    }

    private void gains(int n, ReconstructionKernel kernel, double rawPower) {
        Raster.Axis x = raster.x;
        Raster.Axis y = raster.y;
        double[] signal = new double[x.size() * y.size()];
        double[] noise = new double[signal.length];
        double pixel = x.step() * y.step();
        for (int v = 0; v < y.size(); v++) {
            for (int u = 0; u < x.size(); u++) {
                double fx = x.frequency(u);
                double fy = y.frequency(v);
                double f = Math.sqrt(fx * fx + fy * fy);
                double mtf = kernel.mtf(f);
                int at = u + x.size() * v;
                // Sampling has smeared each border over a cell along its normal, which is undone here.
                signal[at] = mtf / sinc(f * raster.cell) / raster.finePoints();
                noise[at] = mtf * Math.sqrt(rawPower * f / pixel) / signal.length;
            }
        }
        signalGain[n] = signal;
        noiseGain[n] = noise;
    }

    private static double sinc(double x) {
        return x < 1e-6 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
    }

    /** Coefficients on the working raster. */
    private record Spectrum(double[] re, double[] im) {}

    /**
     * Reconstructs two slices.
     *
     * @param one scene of the first slice on the fine raster, HU
     * @param two scene of the second slice
     * @param noiseOne white noise of the first slice on the working raster, standard deviation 1; null for none
     * @param noiseTwo white noise of the second slice; null for none
     * @return for each kernel the two slices, HU
     */
    float[][][] reconstruct(float[] one, float[] two, float[] noiseOne, float[] noiseTwo) {
        Spectrum signal = spectrum(one, two, fineX, fineY, raster.x.oversampling(), raster.y.oversampling());
        Spectrum noise = noiseOne == null ? null : spectrum(noiseOne, noiseTwo, workX, workY, 1, 1);
        float[][][] slices = new float[signalGain.length][][];
        for (int n = 0; n < slices.length; n++) {
            slices[n] = image(signal, signalGain[n], noise, noiseGain[n]);
        }
        return slices;
    }

    /** Transform of two real images that have so many points per point of the working raster, cropped to the latter. */
    private Spectrum spectrum(float[] one, float[] two, Fft alongX, Fft alongY, int overX, int overY) {
        Raster.Axis ax = raster.x;
        Raster.Axis ay = raster.y;
        int nx = ax.size() * overX;
        int ny = ay.size() * overY;
        double[] midRe = new double[ay.size() * nx];
        double[] midIm = new double[ay.size() * nx];
        for (int x0 = 0; x0 < nx; x0 += BATCH) {
            int width = Math.min(BATCH, nx - x0);
            Fft.Batch columns = new Fft.Batch(ny, width);
            for (int y = 0; y < ny; y++) {
                for (int b = 0; b < width; b++) {
                    columns.re[y * width + b] = one[y * nx + x0 + b];
                    columns.im[y * width + b] = two[y * nx + x0 + b];
                }
            }
            alongY.forward(columns);
            for (int v = 0; v < ay.size(); v++) {
                int from = (overY == 1 ? v : ay.fineIndex(v)) * width;
                System.arraycopy(columns.re, from, midRe, v * nx + x0, width);
                System.arraycopy(columns.im, from, midIm, v * nx + x0, width);
            }
        }
        Spectrum spectrum = new Spectrum(new double[ay.size() * ax.size()], new double[ay.size() * ax.size()]);
        for (int v0 = 0; v0 < ay.size(); v0 += BATCH) {
            int width = Math.min(BATCH, ay.size() - v0);
            Fft.Batch rows = new Fft.Batch(nx, width);
            for (int b = 0; b < width; b++) {
                for (int x = 0; x < nx; x++) {
                    rows.re[x * width + b] = midRe[(v0 + b) * nx + x];
                    rows.im[x * width + b] = midIm[(v0 + b) * nx + x];
                }
            }
            alongX.forward(rows);
            for (int u = 0; u < ax.size(); u++) {
                int from = (overX == 1 ? u : ax.fineIndex(u)) * width;
                for (int b = 0; b < width; b++) {
                    spectrum.re[(v0 + b) * ax.size() + u] = rows.re[from + b];
                    spectrum.im[(v0 + b) * ax.size() + u] = rows.im[from + b];
                }
            }
        }
        return spectrum;
    }

    /** The two images of a filtered spectrum at the pixels. */
    private float[][] image(Spectrum signal, double[] gain, Spectrum noise, double[] noiseGain) {
        Raster.Axis ax = raster.x;
        Raster.Axis ay = raster.y;
        double[] midRe = new double[ay.size() * ax.pixels()];
        double[] midIm = new double[ay.size() * ax.pixels()];
        for (int v0 = 0; v0 < ay.size(); v0 += BATCH) {
            int width = Math.min(BATCH, ay.size() - v0);
            Fft.Batch rows = new Fft.Batch(ax.size(), width);
            for (int b = 0; b < width; b++) {
                for (int u = 0; u < ax.size(); u++) {
                    int at = (v0 + b) * ax.size() + u;
                    double re = signal.re[at] * gain[at];
                    double im = signal.im[at] * gain[at];
                    if (noise != null) {
                        re += noise.re[at] * noiseGain[at];
                        im += noise.im[at] * noiseGain[at];
                    }
                    rows.re[u * width + b] = re;
                    rows.im[u * width + b] = im;
                }
            }
            workX.backward(rows);
            for (int i = 0; i < ax.pixels(); i++) {
                int from = (ax.start() + ax.division() * i) * width;
                for (int b = 0; b < width; b++) {
                    midRe[(v0 + b) * ax.pixels() + i] = rows.re[from + b];
                    midIm[(v0 + b) * ax.pixels() + i] = rows.im[from + b];
                }
            }
        }
        float[][] images = new float[2][ax.pixels() * ay.pixels()];
        for (int i0 = 0; i0 < ax.pixels(); i0 += BATCH) {
            int width = Math.min(BATCH, ax.pixels() - i0);
            Fft.Batch columns = new Fft.Batch(ay.size(), width);
            for (int v = 0; v < ay.size(); v++) {
                System.arraycopy(midRe, v * ax.pixels() + i0, columns.re, v * width, width);
                System.arraycopy(midIm, v * ax.pixels() + i0, columns.im, v * width, width);
            }
            workY.backward(columns);
            for (int j = 0; j < ay.pixels(); j++) {
                int from = (ay.start() + ay.division() * j) * width;
                for (int b = 0; b < width; b++) {
                    images[0][j * ax.pixels() + i0 + b] = (float) columns.re[from + b];
                    images[1][j * ax.pixels() + i0 + b] = (float) columns.im[from + b];
                }
            }
        }
        return images;
    }
}
