package org.vertebrafe.workbench;

import java.util.List;
import java.util.Optional;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.calibration.ScanProtocol;
import org.vertebrafe.image.Volume;
import org.vertebrafe.io.dicom.CtAcquisition;

/**
 * A CT, or image of density, as it was read: a value that later changes of the open image do not touch.
 *
 * @param title of the image, by which macros know it
 * @param volume HU or mg/cm3
 * @param acquisition what the headers say about the scan, where there are any
 * @param scan how it was acquired, by headers or by the calibration that travels along
 * @param carried the calibration that travels with the image
 * @param warnings what the reader wants the user to know
 * @param fingerprint of its values and their places
 */
public record CtData(
        String title,
        Volume volume,
        Optional<CtAcquisition> acquisition,
        ScanProtocol scan,
        Optional<SavedCalibration> carried,
        List<String> warnings,
        String fingerprint) {

    public CtData {
        warnings = List.copyOf(warnings);
    }
}
