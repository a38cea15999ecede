package org.vertebrafe.synthetic;

import java.util.Arrays;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;

/** Modulation transfer measured at a straight slanted edge between air and 0 HU. */
final class EdgeTransfer {

    /** Bin of the oversampled edge spread function, mm. */
    private static final double BIN = 0.05;

    /** Half length of the edge spread function that is used, mm. */
    private static final double REACH = 9;

    private EdgeTransfer() {}

    static double at(double frequency, Volume image, Vec3 normal, double edge) {
        double[] spread = spread(image, normal, edge);
        double re = 0;
        double im = 0;
        for (int n = 0; n + 1 < spread.length; n++) {
            double x = (n + 1) * BIN - REACH;
            double line = spread[n + 1] - spread[n];
            re += line * Math.cos(2 * Math.PI * frequency * x);
            im += line * Math.sin(2 * Math.PI * frequency * x);
        }
        // Binning and the difference each average over one bin.
        double average = Math.sin(Math.PI * frequency * BIN) / (Math.PI * frequency * BIN);
        return Math.hypot(re, im) / (1000 * average * average);
    }

    private static double[] spread(Volume image, Vec3 normal, double edge) {
        double[] sum = new double[(int) Math.round(2 * REACH / BIN)];
        int[] count = new int[sum.length];
        for (int j = 0; j < image.grid().ny(); j++) {
            for (int i = 0; i < image.grid().nx(); i++) {
                int bin = (int) Math.floor((image.grid().toPatient(i, j, 0).dot(normal) - edge + REACH) / BIN);
                if (bin >= 0 && bin < sum.length) {
                    sum[bin] += image.get(i, j, 0);
                    count[bin]++;
                }
            }
        }
        if (Arrays.stream(count).anyMatch(c -> c == 0)) {
            throw new IllegalStateException("The edge is not slanted enough for its bins");
        }
        for (int n = 0; n < sum.length; n++) {
            sum[n] /= count[n];
        }
        return sum;
    }
}
