package org.vertebrafe.segmentation.edit;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.vertebrafe.base.InputException;

/**
 * Which voxels an operation may change, by the label they hold and their HU; both limits belong to the range.
 *
 * @param over labels that may be overwritten, 0 being background; empty: any
 * @param locked labels that neither lose nor gain a voxel
 * @param huMin lowest HU of a voxel that may change; negative infinity: no limit
 * @param huMax highest HU of a voxel that may change; infinity: no limit
 */
public record Where(SortedSet<Integer> over, SortedSet<Integer> locked, double huMin, double huMax) {

    /** Everywhere. */
    public static final Where ANY = new Where(new TreeSet<>(), new TreeSet<>(), noLimit(-1), noLimit(1));

    public Where {
        over = Collections.unmodifiableSortedSet(new TreeSet<>(over));
        locked = Collections.unmodifiableSortedSet(new TreeSet<>(locked));
        over.forEach(Operation::checkLabel);
        locked.forEach(Operation::checkLabel);
        if (!(huMin <= huMax)) {
            throw InputException.of(
                    "HU range %s to %s HU: the lower limit must not be above the upper one.", huMin, huMax);
        }
    }

    private static double noLimit(int sign) {
        return sign < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** The same, but only these labels may be overwritten. */
    public Where over(Set<Integer> labels) {
        return new Where(new TreeSet<>(labels), locked, huMin, huMax);
    }

    /** The same with these labels locked. */
    public Where locked(Set<Integer> labels) {
        return new Where(over, new TreeSet<>(labels), huMin, huMax);
    }

    /** The same within a range of HU. */
    public Where hu(double min, double max) {
        return new Where(over, locked, min, max);
    }

    /** Whether the HU matter at all. */
    public boolean limitsHu() {
        return huMin > Double.NEGATIVE_INFINITY || huMax < Double.POSITIVE_INFINITY;
    }
}
