package org.vertebrafe.calibration.tissues;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.vertebrafe.image.VoxelGrid;

/**
 * Where the spinal canal and the front of the vertebral column are in each slice of a {@link WorkImage}, in mm from its
 * first cell along its axes (x to the left, y to the back).
 *
 * <p>In front of the canal is a broad block denser than soft tissue (bodies and discs), at both its sides and behind it
 * is bone (pedicles, facets, lamina), within it is none. No other place has all of this through many slices; ribs,
 * pelvis, vessels with contrast agent and calcified bowel have some of it. Averages over a few slices bridge discs.
 */
final class SpineLine {

    /** Soft tissue is below this, HU; more than this counts as the denser, up to a limit that metal does not pass. */
    private static final double SOFT = 90;

    private static final double BONE_LIMIT = 400;

    /** Cerebrospinal fluid, nerves and fat, HU. */
    private static final double CANAL = 20;

    private static final double CANAL_SPREAD = 50;

    /** How far from the middle of the body the spine of a patient lies, mm. */
    private static final double OFF_MIDDLE = 60;

    /** Slices are averaged this far on both sides, mm. */
    private static final double AVERAGE = 8;

    /** Shorter pieces of spine are not believed, mm. */
    private static final double MIN_LENGTH = 25;

    /** How far from the canal's centre the front of a vertebral body or disc can be, mm. */
    private static final double FRONT_MIN = 24;

    private static final double FRONT_MAX = 50;
    private static final double FRONT_USUAL = 40;

    /** Denser than any vessel or muscle on average, HU; discs, bodies and cortex all are. */
    private static final double COLUMN = 100;

    private final double[] x;
    private final double[] y;
    private final double[] front;
    private final boolean reversed;

    private SpineLine(double[] x, double[] y, double[] front, boolean reversed) {
        this.x = x;
        this.y = y;
        this.front = front;
        this.reversed = reversed;
    }

    /** Whether the bodies lie behind the canal: front and back of the image are exchanged. */
    boolean reversed() {
        return reversed;
    }

    /** Whether the canal is known in a slice. */
    boolean known(int k) {
        return !Double.isNaN(x[k]);
    }

    /** Centre of the canal, mm to the left of the first cell. */
    double x(int k) {
        return x[k];
    }

    /** Centre of the canal, mm behind the first cell. */
    double y(int k) {
        return y[k];
    }

    /** Front of the vertebral column, mm behind the first cell. */
    double front(int k) {
        return y[k] - front[k];
    }

    /** Finds the line, if there is one. */
    static Optional<SpineLine> of(WorkImage image, BitSet body, Metal metal) {
        VoxelGrid grid = image.grid();
        Search search = new Search(grid, SmoothSlices.of(image, AVERAGE), middles(grid, body), metal);
        Tube canal = Tube.best(grid, search::disc);
        if (canal.length(grid) < MIN_LENGTH) {
            return Optional.empty();
        }
        double[] x = new double[grid.nz()];
        double[] y = new double[grid.nz()];
        Arrays.fill(x, Double.NaN);
        Arrays.fill(y, Double.NaN);
        int reach = (int) Math.ceil(9 / grid.spacing().z());
        int n = canal.discs().size();
        double sum = 0;
        for (int d = 0; d < n; d++) {
            var near = canal.discs().subList(Math.max(0, d - reach), Math.min(n, d + reach + 1));
            int k = canal.discs().get(d).k();
            x[k] = median(near.stream().mapToDouble(Tube.Disc::x).toArray());
            y[k] = median(near.stream().mapToDouble(Tube.Disc::y).toArray());
            sum += search.block(x[k], y[k], k, -1) - search.block(x[k], y[k], k, 1);
        }
        return Optional.of(new SpineLine(x, y, fronts(image, x, y), sum < 0));
    }

    /** Middle of the body between its right and left border in each slice, mm. */
    private static double[] middles(VoxelGrid grid, BitSet body) {
        double[] middles = new double[grid.nz()];
        for (int k = 0; k < grid.nz(); k++) {
            int low = grid.nx();
            int high = -1;
            int end = (k + 1) * grid.nx() * grid.ny();
            for (int cell = body.nextSetBit(k * grid.nx() * grid.ny());
                    cell >= 0 && cell < end;
                    cell = body.nextSetBit(cell + 1)) {
                low = Math.min(low, cell % grid.nx());
                high = Math.max(high, cell % grid.nx());
            }
            middles[k] = 0.5 * (low + high) * grid.spacing().x();
        }
        return middles;
    }

    /** How much places look like the canal. */
    private record Search(VoxelGrid grid, float[] hu, double[] middles, Metal metal) {

        Tube.Disc disc(int i, int j, int k) {
            double x = i * grid.spacing().x();
            double y = j * grid.spacing().y();
            if (Math.abs(x - middles[k]) > OFF_MIDDLE || metal.disturbs(grid, k)) {
                return null;
            }
            double canal = mean(x, y, k, -4.5, 4.5, -4.5, 4.5);
            if (!(canal > -150 && canal < 200)) {
                return null;
            }
            double body = score((block(x, y, k, -1) - SOFT) / 50);
            double right = max(x, y, k, -19, -9, -8, 8);
            double left = max(x, y, k, 9, 19, -8, 8);
            double sides = score((Math.min(right, left) - 140) / 120);
            double behind = score((max(x, y, k, -4, 4, 8, 24) - 140) / 120);
            double empty = Math.max(0, Math.abs(canal - CANAL) - 20) / CANAL_SPREAD;
            double off = (x - middles[k]) / OFF_MIDDLE;
            double score = (body + sides + behind) / 3 - 0.5 * Math.min(2, empty) - 0.3 * off * off - 0.1;
            return new Tube.Disc(k, x, y, 8, score);
        }

        /** Mean of the block where a vertebral body would be, before (-1) or behind (1) the canal, HU. */
        double block(double x, double y, int k, int direction) {
            return direction < 0 ? mean(x, y, k, -12, 12, -32, -13) : mean(x, y, k, -12, 12, 13, 32);
        }

        private double mean(double x, double y, int k, double x0, double x1, double y0, double y1) {
            double sum = 0;
            int n = 0;
            for (int j = row(y + y0); j <= row(y + y1); j++) {
                for (int i = column(x + x0); i <= column(x + x1); i++) {
                    double value = hu[grid.index(i, j, k)];
                    sum += value > -200 ? Math.min(value, BONE_LIMIT) : -200;
                    n++;
                }
            }
            return n == 0 ? -200 : sum / n;
        }

        private double max(double x, double y, int k, double x0, double x1, double y0, double y1) {
            double max = -200;
            for (int j = row(y + y0); j <= row(y + y1); j++) {
                for (int i = column(x + x0); i <= column(x + x1); i++) {
                    max = Math.max(max, hu[grid.index(i, j, k)]);
                }
            }
            return max;
        }

        private int column(double x) {
            return (int) Math.max(
                    0, Math.min(grid.nx() - 1.0, Math.round(x / grid.spacing().x())));
        }

        private int row(double y) {
            return (int) Math.max(
                    0, Math.min(grid.ny() - 1.0, Math.round(y / grid.spacing().y())));
        }

        private static double score(double value) {
            return Math.max(-1, Math.min(1, value));
        }
    }

    /** Distance from the canal to the front of the column, a median over neighbouring slices. */
    private static double[] fronts(WorkImage image, double[] x, double[] y) {
        VoxelGrid grid = image.grid();
        double[] raw = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            raw[k] = Double.isNaN(x[k]) ? Double.NaN : front(image, k, x[k], y[k]);
        }
        int reach = (int) Math.ceil(15 / grid.spacing().z());
        double[] smooth = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            double[] near = Arrays.stream(raw, Math.max(0, k - reach), Math.min(raw.length, k + reach + 1))
                    .filter(Double::isFinite)
                    .toArray();
            smooth[k] = near.length == 0 ? FRONT_USUAL : median(near);
        }
        return smooth;
    }

    private static double front(WorkImage image, int k, double x, double y) {
        VoxelGrid grid = image.grid();
        double front = Double.NaN;
        int half = (int) Math.round(6 / grid.spacing().x());
        int i = (int) Math.round(x / grid.spacing().x());
        for (double d = FRONT_MIN; d <= FRONT_MAX; d += grid.spacing().y()) {
            int j = (int) Math.round((y - d) / grid.spacing().y());
            double sum = 0;
            int n = 0;
            for (int a = Math.max(0, i - half); a <= Math.min(grid.nx() - 1, i + half); a++) {
                if (j >= 0) {
                    sum += Math.min(400, image.get(a, j, k));
                    n++;
                }
            }
            if (n == 0 || !(sum / n > COLUMN)) {
                return front;
            }
            front = d + grid.spacing().y() / 2;
        }
        return front;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
