package org.vertebrafe.workbench;

import java.util.List;
import java.util.Optional;
import org.vertebrafe.analysis.CalibrationInput;
import org.vertebrafe.base.Digest;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.calibration.ScanProtocol;
import org.vertebrafe.image.Volume;

/** A CT that a test can change and close. */
final class StubCt implements CtSource {

    Volume volume;
    boolean open = true;
    Optional<SavedCalibration> carried = Optional.empty();

    StubCt(Volume volume) {
        this.volume = volume;
    }

    @Override
    public String title() {
        return "stub";
    }

    @Override
    public String fingerprint() {
        if (!open) {
            throw new InputException("The CT \"stub\" was closed: open it again.");
        }
        return new Digest().add(volume.values()).hex();
    }

    @Override
    public CtData read(boolean hounsfield) {
        return new CtData(title(), volume, Optional.empty(), ScanProtocol.UNKNOWN, carried, List.of(), fingerprint());
    }

    @Override
    public Optional<SavedCalibration> carried() {
        return carried;
    }

    @Override
    public CalibrationInput.MarkedRods rods() {
        throw new InputException("No rods are marked.");
    }

    @Override
    public Opening opening() {
        return Opening.file("stub.tif");
    }
}
