package org.vertebrafe.workbench;

import java.util.Locale;
import org.vertebrafe.base.Vec3;

/**
 * The point in the vertebral body that a person clicked.
 *
 * @param voxel column, row and slice, counted from 0 as the image is shown
 * @param position the same, LPS mm
 */
public record Seed(Vec3 voxel, Vec3 position) {

    /** The voxel as the commands take it, for instance "60,45,71". */
    public String text() {
        return number(voxel.x()) + "," + number(voxel.y()) + "," + number(voxel.z());
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }
}
