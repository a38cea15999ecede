package org.vertebrafe.imagej;

import com.google.gson.JsonParser;
import ij.ImagePlus;
import java.util.List;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.io.dicom.CtAcquisition;
import org.vertebrafe.io.dicom.CtAcquisitionJson;

/**
 * The record of a CT scan in image properties, which ImageJ copies with the image and writes into TIFF files. Nothing of
 * it is about the patient.
 */
final class SeriesProperties {

    /** JSON of {@link CtAcquisitionJson}. */
    static final String ACQUISITION = "VertebraFE.acquisition";

    /** What the reader of the series wanted the user to know, one sentence a line. */
    static final String WARNINGS = "VertebraFE.warnings";

    private SeriesProperties() {}

    /**
     * Writes a record.
     *
     * @param dated whether the day of the scan is kept
     */
    static void write(CtAcquisition scan, boolean dated, List<String> warnings, ImagePlus image) {
        image.setProp(ACQUISITION, (dated ? CtAcquisitionJson.withDate(scan) : CtAcquisitionJson.of(scan)).toString());
        if (!warnings.isEmpty()) {
            image.setProp(WARNINGS, String.join("\n", warnings));
        }
    }

    /**
     * The record an image carries.
     *
     * @throws InputException if it is damaged
     */
    static Optional<CtAcquisition> acquisition(ImagePlus image) {
        return Optional.ofNullable(image.getProp(ACQUISITION)).map(text -> {
            try {
                return CtAcquisitionJson.read(JsonParser.parseString(text).getAsJsonObject());
            } catch (RuntimeException e) {
                // Gson answers text that is no such record with whatever its own conversion meets.
                throw new InputException(
                        "\"" + image.getTitle() + "\": the image property " + ACQUISITION
                                + " is damaged. Open the image again from its source.",
                        e);
            }
        });
    }

    static List<String> warnings(ImagePlus image) {
        String text = image.getProp(WARNINGS);
        return text == null ? List.of() : text.lines().toList();
    }
}
