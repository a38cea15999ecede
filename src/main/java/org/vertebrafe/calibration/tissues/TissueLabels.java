package org.vertebrafe.calibration.tissues;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.vertebrafe.calibration.ReferenceTissue;

/** The numbers of the tissues in label maps of samples: the same in every scan. */
public final class TissueLabels {

    private static final SortedMap<Integer, ReferenceTissue> TISSUES =
            Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(
                    1, ReferenceTissue.AIR,
                    2, ReferenceTissue.ADIPOSE,
                    3, ReferenceTissue.BLOOD,
                    4, ReferenceTissue.MUSCLE,
                    5, ReferenceTissue.CORTICAL_BONE)));

    private TissueLabels() {}

    /** All tissues by their label: 1 air, 2 adipose tissue, 3 blood, 4 muscle, 5 cortical bone. */
    public static SortedMap<Integer, ReferenceTissue> tissues() {
        return TISSUES;
    }

    /** The label of a tissue. */
    public static int of(ReferenceTissue tissue) {
        return switch (tissue) {
            case AIR -> 1;
            case ADIPOSE -> 2;
            case BLOOD -> 3;
            case MUSCLE -> 4;
            case CORTICAL_BONE -> 5;
        };
    }
}
