package org.vertebrafe.calibration.tissues;

import java.util.BitSet;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.Components;
import org.vertebrafe.image.VoxelGrid;

/**
 * The body, the air around it and the fat under its skin, as cells of a {@link WorkImage}.
 *
 * @param body the patient without table and blankets, with lungs and bowel
 * @param air well outside of body, table and clothes
 * @param fat well inside of fat
 * @param fatWhere which fat, in words
 * @param airRemark what to know about the air; empty when there is nothing
 */
record Surroundings(BitSet body, BitSet air, BitSet fat, String fatWhere, String airRemark) {

    /** Anything denser than this is no air, foam, clothes or lung, HU. */
    private static final double SOLID = -300;

    /** Anything denser than this may be air only in part, HU. */
    private static final double NEARLY_AIR = -850;

    /** What is thinner than twice this is not body: table tops, hoses, folds of blankets, mm. */
    private static final double THIN = 3.5;

    /** Air is sampled this far from anything, mm: blur and scatter end there. */
    private static final double CLEARANCE = 12;

    /** Fat is sampled this far from other tissue, mm. */
    private static final double FAT_DEPTH = 3.5;

    /** Subcutaneous fat is looked for within this distance of the skin, mm. */
    private static final double SUBCUTANEOUS = 24;

    private static final double FAT_MIN = -160;
    private static final double FAT_MAX = -50;

    /** Volume of a sample that is enough, mm3. */
    static final double AIR_ENOUGH = 20_000;

    static final double FAT_ENOUGH = 8_000;

    /** Least volume of a sample, mm3. */
    private static final double LEAST = 500;

    /** Two sides of the body whose air differs by less are equal, HU. */
    private static final double SAME_AIR = 3;

    static Surroundings of(WorkImage image, Metal metal) {
        VoxelGrid grid = image.grid();
        float[] hu = image.values();
        BitSet solid = Cells.where(grid, cell -> hu[cell] > SOLID);
        BitSet thick = Cells.erode(grid, solid, THIN, 0);
        if (thick.isEmpty()) {
            throw new InputException(
                    "No body found: nothing in the image is denser than -300 HU over 7 mm. Was the right"
                            + " image chosen, and is it in HU?");
        }
        BitSet core = Components.largest(grid, thick).mask();
        BitSet body = Cells.filledInSlices(grid, Cells.and(Cells.dilate(grid, core, THIN, 0), solid));
        BitSet fat = Cells.and(fat(grid, hu, body), metal.far());
        BitSet under = Cells.without(fat, Cells.erode(grid, body, SUBCUTANEOUS, 0));
        boolean subcutaneous = under.cardinality() * grid.voxelVolume() >= FAT_ENOUGH / 4;
        if (!subcutaneous && fat.cardinality() * grid.voxelVolume() < LEAST) {
            throw new InputException("No adipose tissue found: nowhere are values of -160 .. -50 HU thick enough to be"
                    + " sampled. Draw a region in fat yourself, or calibrate with a phantom.");
        }
        BitSet air = air(image, body, metal);
        String remark = "";
        if (constant(image, air) > air.cardinality() / 2) {
            remark = "The air is of one value without noise: it may be the filling of a program, not measured air.";
        }
        return new Surroundings(
                body, air, subcutaneous ? under : fat, subcutaneous ? "fat under the skin" : "fat in the body", remark);
    }

    private static int constant(WorkImage image, BitSet cells) {
        return (int) cells.stream().filter(image::constant).count();
    }

    private static BitSet fat(VoxelGrid grid, float[] hu, BitSet body) {
        BitSet fat = Cells.where(grid, cell -> hu[cell] > FAT_MIN && hu[cell] < FAT_MAX && body.get(cell));
        double across = grid.spacing().z() <= FAT_DEPTH ? grid.spacing().z() : 0;
        return Cells.erode(
                grid,
                fat,
                Math.max(FAT_DEPTH, Math.max(grid.spacing().x(), grid.spacing().y())),
                across);
    }

    /** Air in front of and behind the body, or only on the side that holds no foam: the one with less. */
    private static BitSet air(WorkImage image, BitSet body, Metal metal) {
        VoxelGrid grid = image.grid();
        float[] hu = image.values();
        BitSet something = Cells.where(grid, cell -> !(hu[cell] < NEARLY_AIR));
        something.or(body);
        BitSet air = something;
        air.flip(0, grid.voxels());
        air = Cells.erode(
                grid, air, CLEARANCE, Math.min(CLEARANCE, grid.spacing().z()));
        air.and(metal.far());
        if (air.cardinality() * grid.voxelVolume() < LEAST) {
            throw new InputException(
                    "No air found outside the body: the field of view shows none 12 mm away from skin and"
                            + " table. Phantomless calibration needs it: reconstruct with a larger field of view, draw a region in"
                            + " the gas of trachea or bowel yourself, or calibrate with a phantom.");
        }
        double middle = body.stream()
                .map(cell -> cell / grid.nx() % grid.ny())
                .average()
                .orElse(0);
        BitSet noisy = Cells.without(air, Cells.where(grid, image::constant));
        if (noisy.cardinality() * grid.voxelVolume() >= LEAST) {
            air = noisy;
        }
        BitSet all = air;
        BitSet front = Cells.where(grid, cell -> all.get(cell) && cell / grid.nx() % grid.ny() < middle);
        BitSet behind = Cells.without(air, front);
        double least = AIR_ENOUGH / 4 / grid.voxelVolume();
        if (front.cardinality() < least || behind.cardinality() < least) {
            return front.cardinality() >= behind.cardinality() ? front : behind;
        }
        double difference = median(hu, front) - median(hu, behind);
        if (Math.abs(difference) < SAME_AIR) {
            return air;
        }
        return difference < 0 ? front : behind;
    }

    private static double median(float[] hu, BitSet cells) {
        double[] values = cells.stream().mapToDouble(cell -> hu[cell]).sorted().toArray();
        return values[values.length / 2];
    }
}
