package org.vertebrafe.io.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vertebrafe.calibration.ContrastAgent;
import org.vertebrafe.image.HounsfieldCheck;

/** What a user should know about a series that was read. */
final class SeriesRemarks {

    private SeriesRemarks() {}

    static List<String> of(String place, SliceStack stack, CtAcquisition scan, CtPixels.Count count, float[] values) {
        List<String> remarks = new ArrayList<>();
        if (scan.contrast() == ContrastAgent.GIVEN) {
            remarks.add(place + ": the header names a contrast agent ("
                    + scan.contrastAgent().orElseThrow()
                    + "): contrast in blood raises the HU of bone; density from such a scan is too high.");
        }
        if (scan.lossy()) {
            remarks.add(place + ": the pixels were compressed with loss; HU may be off. Use the original series.");
        }
        if (scan.gantryTilt().orElse(0) != 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%s: GantryDetectorTilt is %.3g degrees, but the slices are stacked straight; their positions were"
                            + " used.",
                    place,
                    scan.gantryTilt().getAsDouble()));
        }
        mixed(stack, DicomTag.PEAK_KILOVOLTAGE, "kV", place, remarks);
        mixed(stack, DicomTag.SLICE_THICKNESS, "mm", place, remarks);
        pixels(place, stack, count, values, remarks);
        return remarks;
    }

    private static void mixed(SliceStack stack, DicomTag tag, String unit, String place, List<String> remarks) {
        List<String> found = stack.slices().stream()
                .map(slice -> slice.header().number(tag))
                .map(number -> number.isPresent() ? Decimals.text(number.getAsDouble()) + " " + unit : "none")
                .distinct()
                .toList();
        if (found.size() > 1) {
            remarks.add(place + ": " + tag.words() + " differs between slices (" + String.join(", ", found)
                    + "): one calibration cannot hold for all.");
        }
    }

    private static void pixels(
            String place, SliceStack stack, CtPixels.Count count, float[] values, List<String> remarks) {
        boolean inverted = stack.slices().stream().anyMatch(slice -> slice.header()
                .text(DicomTag.PHOTOMETRIC)
                .filter("MONOCHROME1"::equals)
                .isPresent());
        if (inverted) {
            remarks.add(place + ": MONOCHROME1 asks for a white background on the screen only; the HU are used as the"
                    + " rescale gives them. Check that air is near -1000 HU.");
        }
        if (count.padded() > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%s: %d voxels (%.1f %%) are marked as padding outside the reconstructed field and were set to air,"
                            + " -1000 HU.",
                    place,
                    count.padded(),
                    100.0 * count.padded() / values.length));
        }
        stack.slices().stream()
                .map(CtSlice::pixels)
                .filter(CtPixels::paddingCouldBeTissue)
                .findFirst()
                .ifPresent(pixels -> remarks.add(String.format(
                        Locale.ROOT,
                        "%s: the header declares padding of %s HU, which tissue may have as well: no voxel was replaced.",
                        place,
                        Decimals.text(pixels.hounsfield(pixels.padding().low())))));
        if (count.saturated() > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%s: %d voxels are at the highest value that can be stored (saturated, as in metal): keep away from"
                            + " them.",
                    place,
                    count.saturated()));
        }
        if (count.saturated() == 0) {
            HounsfieldCheck.cutOff(values).ifPresent(remark -> remarks.add(place + ": " + remark));
        }
        HounsfieldCheck.belowAir(values).ifPresent(remark -> remarks.add(place + ": " + remark));
    }
}
