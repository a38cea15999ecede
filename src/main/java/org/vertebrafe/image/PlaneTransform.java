package org.vertebrafe.image;

/**
 * Discrete Fourier transform of a plane. Two real planes go through one transform as its real and imaginary part, which a
 * gain that is real and even in both frequencies leaves apart.
 */
public final class PlaneTransform {

    private final int nx;
    private final int ny;
    private final Fft alongX;
    private final Fft alongY;

    /** For planes of these sizes, both a {@link Fft#length(int)} of something. */
    public PlaneTransform(int nx, int ny) {
        this.nx = nx;
        this.ny = ny;
        alongX = new Fft(nx);
        alongY = new Fft(ny);
    }

    /** A plane, zero: element (x, y) at {@code x + nx * y}. */
    public Fft.Batch plane() {
        return new Fft.Batch(ny, nx);
    }

    /** The unscaled transform of a plane, which is used up: coefficient (u, v) at {@code v + ny * u}. */
    public Fft.Batch forward(Fft.Batch plane) {
        alongY.forward(plane);
        Fft.Batch turned = new Fft.Batch(nx, ny);
        turn(plane, turned, nx, ny);
        alongX.forward(turned);
        return turned;
    }

    /** The unscaled plane of a transform, which is used up: {@code nx * ny} times what {@link #forward} was given. */
    public Fft.Batch backward(Fft.Batch transform) {
        alongX.backward(transform);
        Fft.Batch turned = plane();
        turn(transform, turned, ny, nx);
        alongY.backward(turned);
        return turned;
    }

    private static void turn(Fft.Batch from, Fft.Batch to, int columns, int rows) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                to.re[c * rows + r] = from.re[r * columns + c];
                to.im[c * rows + r] = from.im[r * columns + c];
            }
        }
    }

    /** The frequency of a coefficient, in cycles per sample, of either sign. */
    public static double frequency(int index, int n) {
        return (double) (index <= n / 2 ? index : index - n) / n;
    }
}
