package org.vertebrafe.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.calibration.ScanProtocol;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.image.VoxelOrder;
import org.vertebrafe.io.dicom.CtAcquisition;
import org.vertebrafe.segmentation.LabelImport;

/**
 * The images of one vertebra.
 *
 * @param name what the results are called: an image title or file name, never from a patient header
 * @param image HU, or density in mg/cm3
 * @param labels which voxel is what, on the image's grid
 * @param bodyMask where the vertebral body is (any label but 0), for label maps that do not tell it; same grid
 * @param acquisition what the CT's headers say about the scan, where there are any
 * @param calibration what travels with the image: for HU to be used on demand, for density what made it
 * @param segmentation how the labels came about, where they were made from the image here
 * @param warnings what the readers of the images want the user to know
 */
public record AnalysisInput(
        String name,
        Volume image,
        Labels labels,
        Optional<Labels> bodyMask,
        Optional<CtAcquisition> acquisition,
        Optional<SavedCalibration> calibration,
        Optional<SegmentationReport> segmentation,
        List<String> warnings) {

    public AnalysisInput {
        warnings = List.copyOf(warnings);
        labels.grid().difference(image.grid()).ifPresent(difference -> {
            throw InputException.of(
                    "The label map is not on the CT's grid (label map against CT: %s): %s",
                    difference, LabelImport.REMEDY);
        });
        float[] values = image.values();
        for (int at = 0; at < values.length; at++) {
            if (!Float.isFinite(values[at])) {
                throw InputException.of(
                        "The image is %s at %s: every voxel must be a number. Replace it, for instance by -1000 HU outside"
                                + " the field of view.",
                        Float.toString(values[at]), place(image.grid(), at));
            }
        }
    }

    /** Where a voxel is; files may hold their voxels in another order than ImageJ shows them in. */
    private static String place(VoxelGrid grid, int at) {
        Vec3 position = grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), at / grid.nx() / grid.ny());
        Vec3 shown = VoxelOrder.lps(grid).grid().toVoxel(position);
        return String.format(
                Locale.ROOT,
                "voxel (%d, %d, %d), counted from 0 as ImageJ shows it, LPS (%.1f, %.1f, %.1f) mm",
                Math.round(shown.x()),
                Math.round(shown.y()),
                Math.round(shown.z()),
                position.x(),
                position.y(),
                position.z());
    }

    /** Images of a scan about which nothing is known. */
    public AnalysisInput(String name, Volume image, Labels labels, Optional<Labels> bodyMask, List<String> warnings) {
        this(name, image, labels, bodyMask, Optional.empty(), Optional.empty(), warnings);
    }

    /** Images whose labels were made elsewhere. */
    public AnalysisInput(
            String name,
            Volume image,
            Labels labels,
            Optional<Labels> bodyMask,
            Optional<CtAcquisition> acquisition,
            Optional<SavedCalibration> calibration,
            List<String> warnings) {
        this(name, image, labels, bodyMask, acquisition, calibration, Optional.empty(), warnings);
    }

    /** The same images with a calibration that travels with them. */
    public AnalysisInput withCalibration(SavedCalibration carried) {
        return new AnalysisInput(
                name, image, labels, bodyMask, acquisition, Optional.of(carried), segmentation, warnings);
    }

    /** A CT with the labels that were made from it; their verdict and remarks become warnings. */
    public static AnalysisInput segmented(
            String name,
            Volume image,
            SegmentationReport segmentation,
            Optional<CtAcquisition> acquisition,
            Optional<SavedCalibration> calibration,
            List<String> warnings) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(segmentation.warnings());
        return new AnalysisInput(
                name,
                image,
                segmentation.segmentation().labels(),
                Optional.empty(),
                acquisition,
                calibration,
                Optional.of(segmentation),
                all);
    }

    /** How the image was acquired, by its headers or else by the calibration that travels with it. */
    public ScanProtocol scan() {
        return acquisition
                .map(CtAcquisition::protocol)
                .or(() -> calibration.map(SavedCalibration::scan))
                .orElse(ScanProtocol.UNKNOWN);
    }

    /** Images without a body mask. */
    public static AnalysisInput of(String name, Volume image, Labels labels) {
        return new AnalysisInput(name, image, labels, Optional.empty(), List.of());
    }
}
