package org.vertebrafe.study.kernels;

import java.util.function.DoubleUnaryOperator;
import org.vertebrafe.base.InputException;
import org.vertebrafe.study.DataTable;

/**
 * A kernel's MTF as it was measured, linear between the frequencies of its table, 1 at 0 and 0 beyond the last.
 *
 * @param frequencies rising, lp/mm
 * @param mtf at each
 */
public record TransferCurve(double[] frequencies, double[] mtf) implements DoubleUnaryOperator {

    private static final String FREQUENCY = "frequency_lp_per_mm";

    /**
     * From a table with columns {@code frequency_lp_per_mm} and {@code mtf}.
     *
     * @throws InputException if a number is missing, frequencies do not rise or the MTF is not between 0 and 5
     */
    public static TransferCurve of(DataTable table) {
        table.require(FREQUENCY, "mtf");
        int n = table.rows().size();
        double[] frequencies = new double[n];
        double[] mtf = new double[n];
        for (int row = 0; row < n; row++) {
            frequencies[row] = table.number(row, FREQUENCY);
            mtf[row] = table.number(row, "mtf");
            boolean rises = row == 0 ? frequencies[0] >= 0 : frequencies[row] > frequencies[row - 1];
            if (!rises || !(mtf[row] >= 0 && mtf[row] <= 5)) {
                throw InputException.of(
                        "%s, row %d: MTF of %s at %s lp/mm; frequencies must rise from 0, and the MTF lie within 0..5, 1 at"
                                + " 0.",
                        table.name(), row + 1, mtf[row], frequencies[row]);
            }
        }
        return new TransferCurve(frequencies, mtf);
    }

    /** The last frequency, lp/mm. */
    public double end() {
        return frequencies[frequencies.length - 1];
    }

    @Override
    public double applyAsDouble(double frequency) {
        double lastF = 0;
        double last = 1;
        for (int n = 0; n < mtf.length; n++) {
            if (frequency <= frequencies[n]) {
                double part = frequencies[n] == lastF ? 1 : (frequency - lastF) / (frequencies[n] - lastF);
                return last + part * (mtf[n] - last);
            }
            lastF = frequencies[n];
            last = mtf[n];
        }
        return 0;
    }
}
