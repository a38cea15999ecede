package org.vertebrafe.image;

import java.util.ArrayList;
import java.util.List;

/**
 * Discrete Fourier transform of many sequences at once, lengths 2^a 3^b 5^c: Stockham's self-sorting decomposition. The
 * sequences lie side by side (element t of sequence b at {@code t * batch + b}), so that the inner loops are long. Twiddle
 * factors come from StrictMath: the same bits on every platform.
 */
public final class Fft {

    private final int n;
    private final int[] radices;
    private final double[] cos;
    private final double[] sin;

    /** @param n length, {@link #length(int)} of something */
    public Fft(int n) {
        this.n = n;
        radices = radices(n);
        cos = new double[n];
        sin = new double[n];
        for (int i = 0; i < n; i++) {
            cos[i] = StrictMath.cos(-2 * Math.PI * i / n);
            sin[i] = StrictMath.sin(-2 * Math.PI * i / n);
        }
    }

    /** The least length not below this one that is even and has no prime factor above 5. */
    public static int length(int atLeast) {
        int n = Math.max(2, atLeast + (atLeast & 1));
        while (rest(n) != 1) {
            n += 2;
        }
        return n;
    }

    private static int rest(int n) {
        int rest = n;
        for (int p : new int[] {2, 3, 5}) {
            while (rest % p == 0) {
                rest /= p;
            }
        }
        return rest;
    }

    private static int[] radices(int n) {
        if (n < 1 || rest(n) != 1) {
            throw new IllegalArgumentException("No transform of length " + n);
        }
        List<Integer> radices = new ArrayList<>();
        int rest = n;
        for (int r : new int[] {4, 2, 3, 5}) {
            while (rest % r == 0) {
                radices.add(r);
                rest /= r;
            }
        }
        return radices.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Two arrays of real and imaginary parts, and two more to work in. */
    public static final class Batch {
        final int width;

        /** Real parts. */
        public double[] re;

        /** Imaginary parts. */
        public double[] im;

        private double[] spareRe;
        private double[] spareIm;

        /** So many sequences of a length, all zero. */
        public Batch(int n, int width) {
            this.width = width;
            re = new double[n * width];
            im = new double[n * width];
            spareRe = new double[n * width];
            spareIm = new double[n * width];
        }

        private void swap() {
            double[] t = re;
            re = spareRe;
            spareRe = t;
            t = im;
            im = spareIm;
            spareIm = t;
        }
    }

    /** Transforms in place with exp(-2 pi i f t / n), unscaled. */
    public void forward(Batch x) {
        int done = 1;
        for (int r : radices) {
            for (int j = 0; j < done; j++) {
                if (r == 4) {
                    four(x, done, j);
                } else {
                    any(x, r, done, j);
                }
            }
            x.swap();
            done *= r;
        }
    }

    /** Transforms in place with exp(+2 pi i f t / n), unscaled. */
    public void backward(Batch x) {
        // Exchanging the two parts before and after conjugates the transform.
        double[] t = x.re;
        x.re = x.im;
        x.im = t;
        forward(x);
        t = x.re;
        x.re = x.im;
        x.im = t;
    }

    private void four(Batch x, int done, int j) {
        int run = n / (4 * done) * x.width;
        int from = 4 * j * run;
        int to = j * run;
        int jump = done * run;
        int step = n / (4 * done) * j;
        double c1 = cos[step];
        double s1 = sin[step];
        double c2 = cos[2 * step];
        double s2 = sin[2 * step];
        double c3 = cos[3 * step % n];
        double s3 = sin[3 * step % n];
        double[] re = x.re;
        double[] im = x.im;
        double[] outRe = x.spareRe;
        double[] outIm = x.spareIm;
        for (int s = 0; s < run; s++) {
            double ar = re[from + s];
            double ai = im[from + s];
            double tr = re[from + run + s];
            double ti = im[from + run + s];
            double br = tr * c1 - ti * s1;
            double bi = tr * s1 + ti * c1;
            tr = re[from + 2 * run + s];
            ti = im[from + 2 * run + s];
            double cr = tr * c2 - ti * s2;
            double ci = tr * s2 + ti * c2;
            tr = re[from + 3 * run + s];
            ti = im[from + 3 * run + s];
            double dr = tr * c3 - ti * s3;
            double di = tr * s3 + ti * c3;
            double evenR = ar + cr;
            double evenI = ai + ci;
            double evenR2 = ar - cr;
            double evenI2 = ai - ci;
            double oddR = br + dr;
            double oddI = bi + di;
            double oddR2 = br - dr;
            double oddI2 = bi - di;
            outRe[to + s] = evenR + oddR;
            outIm[to + s] = evenI + oddI;
            outRe[to + jump + s] = evenR2 + oddI2;
            outIm[to + jump + s] = evenI2 - oddR2;
            outRe[to + 2 * jump + s] = evenR - oddR;
            outIm[to + 2 * jump + s] = evenI - oddI;
            outRe[to + 3 * jump + s] = evenR2 - oddI2;
            outIm[to + 3 * jump + s] = evenI2 + oddR2;
        }
    }

    private void any(Batch x, int r, int done, int j) {
        int run = n / (r * done) * x.width;
        int from = r * j * run;
        double[] re = x.re;
        double[] im = x.im;
        double[] outRe = x.spareRe;
        double[] outIm = x.spareIm;
        for (int q = 0; q < r; q++) {
            int to = (j + done * q) * run;
            System.arraycopy(re, from, outRe, to, run);
            System.arraycopy(im, from, outIm, to, run);
            for (int k = 1; k < r; k++) {
                int turn = (int) ((long) (j + done * q) * k * (n / (r * done)) % n);
                double c = cos[turn];
                double s = sin[turn];
                int at = from + k * run;
                for (int i = 0; i < run; i++) {
                    outRe[to + i] += re[at + i] * c - im[at + i] * s;
                    outIm[to + i] += re[at + i] * s + im[at + i] * c;
                }
            }
        }
    }
}
