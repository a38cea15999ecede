package org.vertebrafe.io.dicom;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that is ever kept of a DICOM header. It is the whole list: what is not here is skipped unread, above all what names
 * the patient, the physicians, the institution and the study.
 */
enum DicomTag {
    IMAGE_TYPE(0x00080008, "ImageType"),
    SOP_CLASS(0x00080016, "SOPClassUID"),
    ACQUISITION_DATE(0x00080022, "AcquisitionDate"),
    MODALITY(0x00080060, "Modality"),
    MANUFACTURER(0x00080070, "Manufacturer"),
    MODEL(0x00081090, "ManufacturerModelName"),
    CONTRAST_AGENT(0x00180010, "ContrastBolusAgent"),
    SLICE_THICKNESS(0x00180050, "SliceThickness"),
    PEAK_KILOVOLTAGE(0x00180060, "KVP"),
    GANTRY_TILT(0x00181120, "GantryDetectorTilt"),
    TABLE_HEIGHT(0x00181130, "TableHeight"),
    TUBE_CURRENT(0x00181151, "XRayTubeCurrent"),
    EXPOSURE(0x00181152, "Exposure"),
    KERNEL(0x00181210, "ConvolutionKernel"),
    /** Tells series apart; never leaves this package. */
    SERIES_UID(0x0020000E, "SeriesInstanceUID"),
    SERIES_NUMBER(0x00200011, "SeriesNumber"),
    POSITION(0x00200032, "ImagePositionPatient"),
    ORIENTATION(0x00200037, "ImageOrientationPatient"),
    SAMPLES_PER_PIXEL(0x00280002, "SamplesPerPixel"),
    PHOTOMETRIC(0x00280004, "PhotometricInterpretation"),
    FRAMES(0x00280008, "NumberOfFrames"),
    ROWS(0x00280010, "Rows"),
    COLUMNS(0x00280011, "Columns"),
    PIXEL_SPACING(0x00280030, "PixelSpacing"),
    BITS_ALLOCATED(0x00280100, "BitsAllocated"),
    BITS_STORED(0x00280101, "BitsStored"),
    HIGH_BIT(0x00280102, "HighBit"),
    PIXEL_REPRESENTATION(0x00280103, "PixelRepresentation"),
    PADDING(0x00280120, "PixelPaddingValue"),
    PADDING_LIMIT(0x00280121, "PixelPaddingRangeLimit"),
    RESCALE_INTERCEPT(0x00281052, "RescaleIntercept"),
    RESCALE_SLOPE(0x00281053, "RescaleSlope"),
    RESCALE_TYPE(0x00281054, "RescaleType"),
    LOSSY(0x00282110, "LossyImageCompression"),
    OSTEO_OFFSET(0x00190090, "OSTEO offset"),
    OSTEO_SLOPE(0x00190092, "OSTEO regression slope"),
    OSTEO_INTERCEPT(0x00190093, "OSTEO regression intercept"),
    OSTEO_PHANTOM(0x00190096, "OSTEO phantom number");

    /** Who owns the OSTEO tags; blanks are written as one or two. */
    private static final String OSTEO_CREATOR = "SIEMENS CT VA0 COAD";

    private static final int OSTEO_GROUP = 0x0019;

    private static final Set<DicomTag> WORDS = EnumSet.of(
            SAMPLES_PER_PIXEL,
            ROWS,
            COLUMNS,
            BITS_ALLOCATED,
            BITS_STORED,
            HIGH_BIT,
            PIXEL_REPRESENTATION,
            PADDING,
            PADDING_LIMIT);

    private static final Map<Integer, DicomTag> BY_NUMBER = new HashMap<>();

    static {
        for (DicomTag tag : values()) {
            BY_NUMBER.put(tag.number, tag);
        }
    }

    private final int number;
    private final String words;

    DicomTag(int number, String words) {
        this.number = number;
        this.words = words;
    }

    /** The standard's keyword. */
    String words() {
        return words;
    }

    /** The tag of a public element, if it may be kept. */
    static Optional<DicomTag> of(int number) {
        return (number >>> 16 & 1) == 1 ? Optional.empty() : Optional.ofNullable(BY_NUMBER.get(number));
    }

    /** Whether the element is a binary number of 16 bits; all others are text. */
    boolean isWord() {
        return WORDS.contains(this);
    }

    /** Whether an element names the owner of a block of private tags among which some may be kept. */
    static boolean isOsteoCreatorPlace(int number) {
        int element = number & 0xFFFF;
        return number >>> 16 == OSTEO_GROUP && element >= 0x10 && element <= 0xFF;
    }

    static boolean isOsteoCreator(String creator) {
        return creator.trim().replaceAll(" +", " ").equals(OSTEO_CREATOR);
    }

    /** The tag of a private element of the OSTEO owner, whose block is {@code block}, if it may be kept. */
    static Optional<DicomTag> ofOsteo(int number, int block) {
        boolean own = number >>> 16 == OSTEO_GROUP && (number >>> 8 & 0xFF) == block;
        return own ? Optional.ofNullable(BY_NUMBER.get(number & 0xFFFF00FF)) : Optional.empty();
    }
}
