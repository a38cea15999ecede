package org.vertebrafe.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FftTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 12, 30, 64, 90, 200})
    void equalsTheSumThatDefinesIt(int n) {
        int width = 3;
        Fft.Batch batch = filled(n, width);
        Fft.Batch original = filled(n, width);
        new Fft(n).forward(batch);
        for (int b = 0; b < width; b++) {
            for (int f = 0; f < n; f++) {
                double re = 0;
                double im = 0;
                for (int t = 0; t < n; t++) {
                    double angle = -2 * Math.PI * f * t / n;
                    double c = Math.cos(angle);
                    double s = Math.sin(angle);
                    re += original.re[t * width + b] * c - original.im[t * width + b] * s;
                    im += original.re[t * width + b] * s + original.im[t * width + b] * c;
                }
                assertThat(batch.re[f * width + b]).isCloseTo(re, within(1e-10 * n));
                assertThat(batch.im[f * width + b]).isCloseTo(im, within(1e-10 * n));
            }
        }
    }

    @Test
    void backwardUndoesForward() {
        int n = 540;
        Fft.Batch batch = filled(n, 2);
        Fft fft = new Fft(n);
        fft.forward(batch);
        fft.backward(batch);
        Fft.Batch original = filled(n, 2);
        for (int i = 0; i < 2 * n; i++) {
            assertThat(batch.re[i] / n).isCloseTo(original.re[i], within(1e-12));
            assertThat(batch.im[i] / n).isCloseTo(original.im[i], within(1e-12));
        }
    }

    @Test
    void lengthsAreEvenAndHaveSmallFactorsOnly() {
        assertThat(Fft.length(1)).isEqualTo(2);
        assertThat(Fft.length(512)).isEqualTo(512);
        assertThat(Fft.length(513)).isEqualTo(540);
        assertThat(Fft.length(1069)).isEqualTo(1080);
    }

    private static Fft.Batch filled(int n, int width) {
        Fft.Batch batch = new Fft.Batch(n, width);
        Random random = new Random(1);
        for (int i = 0; i < n * width; i++) {
            batch.re[i] = random.nextGaussian();
            batch.im[i] = random.nextGaussian();
        }
        return batch;
    }
}
