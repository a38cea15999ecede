package org.vertebrafe.study.kernels;

import java.util.ArrayList;
import java.util.List;
import org.vertebrafe.image.Fft;
import org.vertebrafe.image.PlaneTransform;
import org.vertebrafe.image.Volume;
import org.vertebrafe.study.kernels.ImageQuality.NoisePower;

/**
 * Noise power spectrum within the slices of a patch: each slice less its fitted plane, under a Hann window, padded with
 * zeros, the squared modulus of its transform averaged over rings and slices. Rings are as far apart as the patch resolves.
 */
final class NoiseSpectrum {

    private NoiseSpectrum() {}

    static List<NoisePower> of(Volume image, EvenPatch patch) {
        int sx = patch.size()[0];
        int sy = patch.size()[1];
        double dx = image.grid().spacing().x();
        double dy = image.grid().spacing().y();
        int nx = Fft.length(2 * sx);
        int ny = Fft.length(2 * sy);
        double step = 1 / Math.min(sx * dx, sy * dy);
        int rings = (int) (0.5 / Math.max(dx, dy) / step);
        double[] power = new double[rings + 1];
        int[] count = new int[rings + 1];
        PlaneTransform transform = new PlaneTransform(nx, ny);
        double windowPower = 0;
        for (int at = 0; at < sx * sy; at++) {
            windowPower += Math.pow(window(at % sx, sx) * window(at / sx, sy), 2);
        }
        for (int k = 0; k < patch.size()[2]; k++) {
            Fft.Batch plane = transform.plane();
            double[] values = flat(image, patch, k);
            for (int at = 0; at < values.length; at++) {
                plane.re[at % sx + nx * (at / sx)] = values[at] * window(at % sx, sx) * window(at / sx, sy);
            }
            Fft.Batch spectrum = transform.forward(plane);
            for (int u = 0; u < nx; u++) {
                for (int v = 0; v < ny; v++) {
                    double f = Math.hypot(PlaneTransform.frequency(u, nx) / dx, PlaneTransform.frequency(v, ny) / dy);
                    int ring = (int) Math.rint(f / step);
                    if (ring > 0 && ring <= rings) {
                        int at = v + ny * u;
                        power[ring] += spectrum.re[at] * spectrum.re[at] + spectrum.im[at] * spectrum.im[at];
                        count[ring]++;
                    }
                }
            }
        }
        List<NoisePower> curve = new ArrayList<>();
        for (int ring = 1; ring <= rings; ring++) {
            curve.add(new NoisePower(ring * step, power[ring] / count[ring] * dx * dy / windowPower));
        }
        return curve;
    }

    /** A slice of the patch less its least squares plane. */
    private static double[] flat(Volume image, EvenPatch patch, int k) {
        int sx = patch.size()[0];
        int sy = patch.size()[1];
        double[] values = new double[sx * sy];
        double mean = 0;
        double slopeX = 0;
        double slopeY = 0;
        double squaresX = 0;
        double squaresY = 0;
        for (int at = 0; at < values.length; at++) {
            double u = at % sx - (sx - 1) / 2.0;
            double v = at / sx - (sy - 1) / 2.0;
            values[at] = image.get(patch.corner()[0] + at % sx, patch.corner()[1] + at / sx, patch.corner()[2] + k);
            mean += values[at];
            slopeX += u * values[at];
            slopeY += v * values[at];
            squaresX += u * u;
            squaresY += v * v;
        }
        for (int at = 0; at < values.length; at++) {
            double u = at % sx - (sx - 1) / 2.0;
            double v = at / sx - (sy - 1) / 2.0;
            values[at] -= mean / values.length + slopeX / squaresX * u + slopeY / squaresY * v;
        }
        return values;
    }

    private static double window(int at, int n) {
        double sine = StrictMath.sin(Math.PI * (at + 0.5) / n);
        return sine * sine;
    }
}
