package org.vertebrafe.analysis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vertebrafe.calibration.ReferenceTissue;
import org.vertebrafe.calibration.ScanProtocol;
import org.vertebrafe.calibration.rods.RodRegion;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;

/**
 * A CT to calibrate.
 *
 * @param ct HU
 * @param scan how it was acquired, as far as it is known
 * @param rods where a person says that the rods are; empty: they are looked for
 * @param tissues where a person says that tissues are; empty: they are looked for
 */
public record CalibrationInput(
        Volume ct, ScanProtocol scan, Optional<MarkedRods> rods, Optional<MarkedTissues> tissues) {

    /**
     * Rods that a person marked.
     *
     * @param phantom id of their phantom
     * @param regions one for each rod
     */
    public record MarkedRods(String phantom, List<RodRegion> regions) {

        public MarkedRods {
            regions = List.copyOf(regions);
        }
    }

    /**
     * Tissues that a person marked.
     *
     * @param labels on the grid of the CT
     * @param tissues which tissue each label is
     */
    public record MarkedTissues(Labels labels, Map<Integer, ReferenceTissue> tissues) {

        public MarkedTissues {
            tissues = Map.copyOf(tissues);
        }
    }

    /** A CT in which nothing was marked. */
    public static CalibrationInput of(Volume ct, ScanProtocol scan) {
        return new CalibrationInput(ct, scan, Optional.empty(), Optional.empty());
    }

    /** The same CT with rods that a person marked. */
    public CalibrationInput withRods(MarkedRods marked) {
        return new CalibrationInput(ct, scan, Optional.of(marked), tissues);
    }

    /** The same CT with tissues that a person marked. */
    public CalibrationInput withTissues(MarkedTissues marked) {
        return new CalibrationInput(ct, scan, rods, Optional.of(marked));
    }
}
