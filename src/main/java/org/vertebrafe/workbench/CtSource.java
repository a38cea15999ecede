package org.vertebrafe.workbench;

import java.util.Optional;
import org.vertebrafe.analysis.CalibrationInput;
import org.vertebrafe.calibration.SavedCalibration;

/** Where the CT comes from: an image that is open, and that others may change or close at any time. */
public interface CtSource {

    /** Title of the image. */
    String title();

    /**
     * A fingerprint of its values and their places as they are now; quick.
     *
     * @throws org.vertebrafe.base.InputException if it is not open any more
     */
    String fingerprint();

    /**
     * Reads it.
     *
     * @param hounsfield whether it must be HU; else it is taken as density in mg/cm3
     * @throws org.vertebrafe.base.InputException if it cannot be used, with what to do about it
     */
    CtData read(boolean hounsfield);

    /** The calibration that travels with it, but one that the work itself put there. */
    Optional<SavedCalibration> carried();

    /**
     * The rods that a person marked in it.
     *
     * @throws org.vertebrafe.base.InputException if there are none
     */
    CalibrationInput.MarkedRods rods();

    /** How it is opened again. */
    Opening opening();
}
