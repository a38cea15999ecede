package org.vertebrafe.calibration.tissues;

import java.util.BitSet;
import org.vertebrafe.image.DistanceTransform;
import org.vertebrafe.image.VoxelGrid;

/**
 * The long muscles beside the spine in a {@link WorkImage}: the psoas, or the erector spinae where there is none. In each
 * slice the middle of a muscle is where it is furthest from all that is not muscle.
 */
final class SpineMuscle {

    /** Muscle averaged over a cell, HU: some fat between its fibres is allowed for, contrast agent as well. */
    private static final double MIN_HU = 5;

    private static final double MAX_HU = 105;

    /** Smallest and largest radius that is of a muscle of the spine and not a septum or an organ, mm. */
    private static final double THIN = 6;

    private static final double THICK = 26;

    /** From this radius on, thicker is not better, mm. */
    private static final double ENOUGH = 13;

    /** Score from which a slice is measured: a radius of 8 mm. */
    private static final double WELL = 0.2;

    /** Part of the radius within which it is measured. */
    static final double INNER = 0.65;

    /** Shorter muscles are not taken, mm. */
    static final double MIN_LENGTH = 18;

    /** Where to look, mm from the middle of the canal: to the side and behind it, and how near its medial border is. */
    private record Window(double medial, double lateral, double front, double back, double border) {}

    private static final Window PSOAS = new Window(20, 55, -42, 2, 36);
    private static final Window ERECTOR = new Window(10, 46, 6, 52, 30);

    private final VoxelGrid grid;
    private final SpineLine spine;
    private final float[] radius;

    SpineMuscle(WorkImage image, SpineLine spine, BitSet body) {
        grid = image.grid();
        this.spine = spine;
        float[] hu = SmoothSlices.of(image, 5);
        BitSet muscle = Cells.where(grid, cell -> hu[cell] > MIN_HU && hu[cell] < MAX_HU && body.get(cell));
        // A stack of slices far apart has distances within the slices only.
        VoxelGrid apart = VoxelGrid.aligned(
                grid.nx(),
                grid.ny(),
                grid.nz(),
                grid.spacing().x(),
                grid.spacing().y(),
                1000);
        radius = DistanceTransform.inside(apart, muscle);
    }

    /** The psoas of one side, 1 left or -1 right. */
    Tube psoas(int side) {
        return tube(side, PSOAS);
    }

    /** The erector spinae of one side, 1 left or -1 right. */
    Tube erector(int side) {
        return tube(side, ERECTOR);
    }

    private Tube tube(int side, Window window) {
        return Tube.best(grid, (i, j, k) -> disc(i, j, k, side, window)).above(WELL);
    }

    private Tube.Disc disc(int i, int j, int k, int side, Window window) {
        if (!spine.known(k)) {
            return null;
        }
        double x = i * grid.spacing().x();
        double y = j * grid.spacing().y();
        double beside = side * (x - spine.x(k));
        double behind = y - spine.y(k);
        if (beside < window.medial()
                || beside > window.lateral()
                || behind < window.front()
                || behind > window.back()) {
            return null;
        }
        double r = radius[grid.index(i, j, k)];
        boolean middle = r >= THIN && r <= THICK && beside - r <= window.border() && isMiddle(i, j, k, r);
        double score = middle ? Math.min(r, ENOUGH) / ENOUGH - 0.4 : -0.5;
        return new Tube.Disc(k, x, y, r, score);
    }

    /** Whether nothing close by is much further inside: the flank of a large organ is not the middle of a muscle. */
    private boolean isMiddle(int i, int j, int k, double r) {
        double most = r + 0.7 * Math.max(grid.spacing().x(), grid.spacing().y());
        for (int b = Math.max(0, j - 2); b <= Math.min(grid.ny() - 1, j + 2); b++) {
            for (int a = Math.max(0, i - 2); a <= Math.min(grid.nx() - 1, i + 2); a++) {
                if (radius[grid.index(a, b, k)] > most) {
                    return false;
                }
            }
        }
        return true;
    }
}
