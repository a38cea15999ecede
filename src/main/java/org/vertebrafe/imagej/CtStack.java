package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.calibration.ScanProtocol;
import org.vertebrafe.image.HounsfieldCheck;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.image.VoxelOrder;
import org.vertebrafe.io.dicom.CtAcquisition;
import org.vertebrafe.io.dicom.CtHeaders;
import org.vertebrafe.io.dicom.CtSeries;
import org.vertebrafe.segmentation.LabelImport;

/**
 * An open CT, or an image of density, read into the core, and the way back: label maps drawn on it come in, and results
 * go out, in the order in which ImageJ shows its slices.
 *
 * <p>A stack that came through ImageJ's own DICOM import has its headers in the slice labels. By them the slices are
 * ordered and placed in the patient, and each is rescaled to HU by its own header, exactly as
 * {@link org.vertebrafe.io.dicom.DicomCt} does with the files. Other images are taken as they are shown.
 */
public final class CtStack {

    /** Voxel sizes that differ by less, relatively, are the same. */
    private static final double SAME_SIZE = 0.01;

    private final String title;
    private final Vec3 shownSpacing;
    private final boolean placed;
    private final Volume volume;
    private final int[] order;
    private final Optional<CtAcquisition> acquisition;
    private final Optional<SavedCalibration> calibration;
    private final List<String> warnings;

    private CtStack(
            String title,
            Vec3 shownSpacing,
            boolean placed,
            Volume volume,
            int[] order,
            Optional<CtAcquisition> acquisition,
            Optional<SavedCalibration> calibration,
            List<String> warnings) {
        this.title = title;
        this.shownSpacing = shownSpacing;
        this.placed = placed;
        this.volume = volume;
        this.order = order;
        this.acquisition = acquisition;
        this.calibration = calibration;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * A CT, its values checked to be possible HU.
     *
     * @throws InputException as {@link #of}, or if the values cannot be HU
     */
    public static CtStack hounsfield(ImagePlus image) {
        ImagePlusVolumes.requireHounsfieldUnit(image);
        CtStack ct = of(image);
        HounsfieldCheck.problem(ct.volume).ifPresent(problem -> {
            throw InputException.of("CT \"%s\": %s", image.getTitle(), problem);
        });
        return ct.acquisition.isPresent() ? ct : ct.checked();
    }

    /** With remarks on the HU, which a DICOM series brings along. */
    private CtStack checked() {
        List<String> more = new ArrayList<>(warnings);
        HounsfieldCheck.belowAir(volume.values()).ifPresent(remark -> more.add("CT: " + remark));
        HounsfieldCheck.cutOff(volume.values()).ifPresent(remark -> more.add("CT: " + remark));
        return new CtStack(title, shownSpacing, placed, volume, order, acquisition, calibration, more);
    }

    /**
     * An image of density in mg/cm3.
     *
     * @throws InputException as {@link #of}, or if the image says that its values are HU
     */
    public static CtStack density(ImagePlus image) {
        ImagePlusVolumes.requireUsable(image, "Image of density");
        if ("HU".equalsIgnoreCase(image.getCalibration().getValueUnit())) {
            throw InputException.of(
                    "\"%s\" has values in HU: it is no image of density. Choose Image holds hu and a calibration, or"
                            + " make an image of density with Apply Density Calibration....",
                    image.getTitle());
        }
        return of(image);
    }

    /**
     * An image with its calibrated values, every one of them finite.
     *
     * @throws InputException if it is no greyscale stack in mm, holds NaN or infinite values, or its DICOM headers are not
     *     those of one regular CT series
     */
    public static CtStack of(ImagePlus image) {
        ImagePlusVolumes.requireGrey(image);
        Optional<CtHeaders> headers = StackHeaders.of(image);
        if (headers.isPresent()) {
            CtSeries series = headers.get().series(image.getTitle(), StackHeaders.pixels(image));
            ImagePlusVolumes.requireFinite(image, series.volume(), false);
            return new CtStack(
                    image.getTitle(),
                    spacing(image),
                    true,
                    series.volume(),
                    headers.get().order(),
                    Optional.of(series.acquisition()),
                    CarriedCalibration.of(image),
                    series.warnings());
        }
        List<String> warnings = new ArrayList<>(SeriesProperties.warnings(image));
        ImagePlacement.remark(image).ifPresent(warnings::add);
        return new CtStack(
                image.getTitle(),
                spacing(image),
                ImagePlacement.isKnown(image),
                ImagePlusVolumes.shown(image, false),
                IntStream.range(0, image.getStackSize()).toArray(),
                SeriesProperties.acquisition(image),
                CarriedCalibration.of(image),
                warnings);
    }

    /** What is known about the scan of an open image, without reading its pixels. */
    static Optional<CtAcquisition> acquisition(ImagePlus image) {
        return StackHeaders.of(image).map(CtHeaders::acquisition).or(() -> SeriesProperties.acquisition(image));
    }

    private static Vec3 spacing(ImagePlus image) {
        Calibration calibration = image.getCalibration();
        return new Vec3(calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth);
    }

    /** Title of the image. */
    public String title() {
        return title;
    }

    /** The values on their grid in the patient. */
    public Volume volume() {
        return volume;
    }

    /** What the headers say about the scan, where there are any. */
    public Optional<CtAcquisition> acquisition() {
        return acquisition;
    }

    /** The density calibration that travels with the image. */
    public Optional<SavedCalibration> calibration() {
        return calibration;
    }

    /** How the image was acquired, by its headers or else by the calibration that travels with it. */
    public ScanProtocol scan() {
        return acquisition
                .map(CtAcquisition::protocol)
                .or(() -> calibration.map(SavedCalibration::scan))
                .orElse(ScanProtocol.UNKNOWN);
    }

    /** The slice, counted from 1 as ImageJ shows them, that holds layer k of the grid of {@link #volume()}. */
    public int slice(int k) {
        return order[k] + 1;
    }

    /** The layer of the grid of {@link #volume()}, counted from 0, that a slice holds; -1 for one that is not there. */
    public int layer(int slice) {
        return IntStream.range(0, order.length)
                .filter(k -> order[k] + 1 == slice)
                .findFirst()
                .orElse(-1);
    }

    /** The layer of its grid, counted from 0, that each slice of an image made by {@link #image} holds. */
    public int[] layersOfImages(VoxelGrid grid) {
        boolean falls = StackHeaders.falls(order);
        return IntStream.range(0, grid.nz())
                .map(slice -> falls ? grid.nz() - 1 - slice : slice)
                .toArray();
    }

    /**
     * Where programs that know of the image only its slices and the size of its voxels have a point of the patient (LPS,
     * mm): from the middle of the first voxel that is shown, mm.
     */
    public Vec3 asShown(Vec3 patient) {
        Vec3 voxel = volume.grid().toVoxel(patient);
        double slice = StackHeaders.falls(order) ? volume.grid().nz() - 1 - voxel.z() : voxel.z();
        return new Vec3(voxel.x() * shownSpacing.x(), voxel.y() * shownSpacing.y(), slice * shownSpacing.z());
    }

    /** What was assumed, left out or replaced, complete sentences for the user. */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * A label map for this image, on the grid of {@link #volume()} wherever it holds the same voxels. A map that says
     * itself where it lies goes by that; any other is taken voxel by voxel as both are shown.
     *
     * @throws InputException if it is no label map, or not of this image's size
     */
    public Labels labels(ImagePlus map) {
        Labels shown = ImagePlusVolumes.labels(map);
        VoxelGrid grid = volume.grid();
        if (!placed || StackHeaders.of(map).isPresent() || ImagePlacement.isKnown(map)) {
            return VoxelOrder.onto(shown, grid);
        }
        VoxelGrid other = shown.grid();
        boolean sameVoxels = other.nx() == grid.nx() && other.ny() == grid.ny() && other.nz() == order.length;
        if (!sameVoxels || !(like(other.spacing(), shownSpacing) || like(other.spacing(), grid.spacing()))) {
            throw InputException.of(
                    "Label map \"%s\" is not on the CT's grid (label map against CT \"%s\": %d x %d x %d against %d x"
                            + " %d x %d voxels, of %s against %s mm): %s",
                    map.getTitle(),
                    title,
                    other.nx(),
                    other.ny(),
                    other.nz(),
                    grid.nx(),
                    grid.ny(),
                    grid.nz(),
                    other.spacing(),
                    grid.spacing(),
                    LabelImport.REMEDY);
        }
        int plane = grid.nx() * grid.ny();
        short[] values = new short[grid.voxels()];
        for (int k = 0; k < grid.nz(); k++) {
            for (int p = 0; p < plane; p++) {
                values[k * plane + p] = (short) shown.get(order[k] * plane + p);
            }
        }
        return new Labels(grid, values);
    }

    private static boolean like(Vec3 one, Vec3 other) {
        return IntStream.range(0, 3).allMatch(a -> Math.abs(one.get(a) / other.get(a) - 1) < SAME_SIZE);
    }

    /**
     * A result as a 32-bit stack whose slices run as those of this image do.
     *
     * @param result on the grid of {@link #volume()}
     * @param name window title, the name by which macros know it
     * @param unit unit of the values
     * @param colours colour table it is shown in
     * @param info provenance, for Image &gt; Show Info; may be empty
     */
    public ImagePlus image(Volume result, String name, String unit, ColourTable colours, String info) {
        return VolumeImages.image(result, shown(result.grid()), name, unit, colours, info);
    }

    /**
     * A label map in its colours, whose slices run as those of this image do.
     *
     * @param labels at most 255, on the grid of {@link #volume()}
     * @param name window title, the name by which macros know it
     * @param info provenance, for Image &gt; Show Info; may be empty
     */
    public ImagePlus image(Labels labels, String name, String info) {
        return LabelImages.image(labels, shown(labels.grid()), name, info);
    }

    private VoxelOrder shown(VoxelGrid grid) {
        return StackHeaders.falls(order) ? VoxelOrder.reversed(grid) : VoxelOrder.same(grid);
    }

    /**
     * A label map of any numbers as a 16-bit stack whose slices run as those of this image do.
     *
     * @param labels on the grid of {@link #volume()}
     */
    public ImagePlus labelImage(Labels labels, String name, String info) {
        VoxelOrder slices =
                StackHeaders.falls(order) ? VoxelOrder.reversed(labels.grid()) : VoxelOrder.same(labels.grid());
        return VolumeImages.image(labels, slices, name, info);
    }

    /**
     * Writes labels into the pixels of a label map that {@link #labels} reads.
     *
     * @param labels on the grid of {@link #volume()}
     * @throws InputException if the map is not of 8 or 16 bits, or of too few for a label
     */
    public void writeLabels(Labels labels, ImagePlus map) {
        int largest = labels.counts().isEmpty() ? 0 : labels.counts().lastKey();
        int bits = map.getBitDepth();
        if (bits != 16 && bits != 8 || bits == 8 && largest > 255) {
            throw InputException.of(
                    "Label image \"%s\" has %d bits a pixel and cannot hold label %d in place: use Apply, which makes"
                            + " a new image.",
                    map.getTitle(), bits, largest);
        }
        boolean byItself = !placed || StackHeaders.of(map).isPresent() || ImagePlacement.isKnown(map);
        int[] layers = StackHeaders.of(map).map(CtHeaders::order).orElse(null);
        Labels own = labels;
        if (byItself) {
            own = VoxelOrder.onto(
                    labels, StackHeaders.of(map).map(CtHeaders::grid).orElseGet(() -> ImagePlacement.grid(map)));
        } else {
            layers = order;
        }
        int plane = own.grid().nx() * own.grid().ny();
        for (int k = 0; k < own.grid().nz(); k++) {
            ImageProcessor pixels = map.getStack().getProcessor((layers == null ? k : layers[k]) + 1);
            for (int p = 0; p < plane; p++) {
                pixels.set(p, own.get(k * plane + p));
            }
        }
    }
}
