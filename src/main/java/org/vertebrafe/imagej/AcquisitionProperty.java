package org.vertebrafe.imagej;

import com.google.gson.JsonParser;
import ij.ImagePlus;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.io.dicom.CtAcquisition;
import org.vertebrafe.io.dicom.CtAcquisitionJson;

/** The record of a CT scan in an image property, which ImageJ copies with the image and writes into TIFF files. */
final class AcquisitionProperty {

    /** JSON of {@link CtAcquisitionJson}; nothing of it is about the patient. */
    static final String ACQUISITION = "VertebraFE.acquisition";

    private AcquisitionProperty() {}

    static void write(CtAcquisition acquisition, ImagePlus image) {
        image.setProp(ACQUISITION, CtAcquisitionJson.of(acquisition).toString());
    }

    /**
     * The record an image carries.
     *
     * @throws InputException if it is damaged
     */
    static Optional<CtAcquisition> of(ImagePlus image) {
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
}
