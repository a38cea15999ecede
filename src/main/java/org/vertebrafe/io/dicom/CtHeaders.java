package org.vertebrafe.io.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * A CT series that another program opened as a stack and whose headers came along as text, one for each slice. The same
 * rules hold as for files: slices are ordered by their positions, and missing, double, tilted, shifted or mixed ones are
 * refused.
 */
public final class CtHeaders {

    /** Pixel sizes that differ by less, relatively, are the same: a TIFF keeps about six digits. */
    private static final double SAME_SIZE = 1e-3;

    /** A scaled image covers the same field within this part, since its size is a whole number of pixels. */
    private static final double SAME_FIELD = 0.01;

    private static final String OPEN_SERIES =
            "Open one of them alone: Plugins > VertebraFE > Open CT Series..., with one of its files.";

    private static final String REMOVE_LABELS =
            "Open the series again, or, to go by the image's own properties, remove the headers (Image > Stacks > Tools >"
                    + " Remove Slice Labels).";

    private final SliceStack stack;
    private final VoxelGrid grid;
    private final CtAcquisition acquisition;
    private final List<String> warnings;

    /**
     * One slice of the stack.
     *
     * @param name of its file, for messages
     * @param header its DICOM header as ImageJ writes it
     */
    public record Slice(String name, String header) {}

    /**
     * The slices as the stack has them now, which may be cropped or scaled.
     *
     * @param columns pixels in a row
     * @param rows number of rows
     * @param pixelWidth mm
     * @param pixelHeight mm
     */
    public record Frame(int columns, int rows, double pixelWidth, double pixelHeight) {}

    private CtHeaders(SliceStack stack, VoxelGrid grid, List<String> warnings) {
        this.stack = stack;
        this.grid = grid;
        this.acquisition = CtAcquisition.of(stack.slices());
        this.warnings = List.copyOf(warnings);
    }

    /** Whether a text, such as the label of a slice, holds a DICOM header. */
    public static boolean isHeader(String text) {
        return DicomText.isHeader(text);
    }

    /**
     * Orders the slices of a stack.
     *
     * @param place title of the stack, for messages
     * @param slices all slices of the stack
     * @param frame what the slices measure now
     * @throws InputException if they are not those of one regular CT series, or do not fit the frame
     */
    public static CtHeaders of(String place, List<Slice> slices, Frame frame) {
        List<String> warnings = new ArrayList<>();
        List<SeriesChoice.Item> items = IntStream.range(0, slices.size())
                .mapToObj(n -> new SeriesChoice.Item(
                        n, DicomText.header(slices.get(n).name(), slices.get(n).header())))
                .toList();
        List<SeriesChoice.Item> chosen = SeriesChoice.choose(place, items, OptionalInt.empty(), OPEN_SERIES, warnings);
        SliceStack stack = SliceStack.of(chosen.stream()
                .map(item -> CtSlice.of(item.source(), item.header()))
                .toList());
        return new CtHeaders(stack, framed(place, stack.grid(), frame, warnings), warnings);
    }

    /** The voxels, slices in the direction of row x column, LPS mm. */
    public VoxelGrid grid() {
        return grid;
    }

    /** What the headers say about the scan. */
    public CtAcquisition acquisition() {
        return acquisition;
    }

    /** Which slice of the stack, counted from 0, is the one at each place along the third axis of the grid. */
    public int[] order() {
        return stack.slices().stream().mapToInt(CtSlice::source).toArray();
    }

    /** What was left out or assumed about the geometry, complete sentences for the user. */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * The series in HU.
     *
     * @param place title of the stack, for messages
     * @param pixels the values of the stack's slices
     * @throws InputException if the slices were rescaled differently and it cannot be told how
     */
    public CtSeries series(String place, StackPixels pixels) {
        Rescaling rescaling = Rescaling.of(place, stack.slices(), pixels);
        float[] values = new float[grid.voxels()];
        int plane = grid.nx() * grid.ny();
        CtPixels.Count[] counts = new CtPixels.Count[grid.nz()];
        boolean changed = false;
        for (int k = 0; k < grid.nz(); k++) {
            CtSlice slice = stack.slices().get(k);
            float[] shown = pixels.values(slice.source());
            short[] words = rescaling.words(slice.pixels(), shown);
            if (words == null) {
                changed = true;
                counts[k] = new CtPixels.Count(0, 0);
                System.arraycopy(shown, 0, values, k * plane, plane);
            } else {
                counts[k] = slice.pixels().convert(words, values, k * plane);
            }
        }
        List<String> remarks = new ArrayList<>(warnings);
        remarks.addAll(SeriesRemarks.of(DicomCt.IN_WARNINGS, stack, acquisition, CtPixels.Count.sum(counts), values));
        if (changed) {
            remarks.add(DicomCt.IN_WARNINGS
                    + ": the values are not those that the headers' rescale gives (filtered, calibrated or edited"
                    + " since the import); they were used as they stand.");
        }
        return new CtSeries(new Volume(grid, values), acquisition, remarks);
    }

    private static VoxelGrid framed(String place, VoxelGrid grid, Frame frame, List<String> warnings) {
        double dx = frame.pixelWidth() / grid.spacing().x();
        double dy = frame.pixelHeight() / grid.spacing().y();
        boolean sameSize = Math.abs(dx - 1) < SAME_SIZE && Math.abs(dy - 1) < SAME_SIZE;
        boolean whole = frame.columns() == grid.nx() && frame.rows() == grid.ny();
        if (sameSize && whole) {
            return grid;
        }
        if (sameSize) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s: the image is a part (%d x %d of %d x %d pixels) and ImageJ does not keep of where: sizes,"
                            + " orientation and order hold, but positions in the patient are shifted within the slice.",
                    DicomCt.IN_WARNINGS,
                    frame.columns(),
                    frame.rows(),
                    grid.nx(),
                    grid.ny()));
            return new VoxelGrid(
                    frame.columns(),
                    frame.rows(),
                    grid.nz(),
                    grid.spacing(),
                    grid.origin(),
                    grid.xAxis(),
                    grid.yAxis(),
                    grid.zAxis());
        }
        boolean sameField = Math.abs(frame.columns() * dx / grid.nx() - 1) < SAME_FIELD
                && Math.abs(frame.rows() * dy / grid.ny() - 1) < SAME_FIELD;
        if (whole || !sameField) {
            throw InputException.of(
                    "\"%s\": %d x %d pixels of %.4g x %.4g mm do not fit its DICOM headers, which say %d x %d pixels of"
                            + " %.4g x %.4g mm. %s",
                    place,
                    frame.columns(),
                    frame.rows(),
                    frame.pixelWidth(),
                    frame.pixelHeight(),
                    grid.nx(),
                    grid.ny(),
                    grid.spacing().x(),
                    grid.spacing().y(),
                    REMOVE_LABELS);
        }
        return scaled(grid, frame, warnings);
    }

    /** The field stays where it was; the centre of the first pixel moves with its size. */
    private static VoxelGrid scaled(VoxelGrid grid, Frame frame, List<String> warnings) {
        double width = grid.spacing().x() * grid.nx() / frame.columns();
        double height = grid.spacing().y() * grid.ny() / frame.rows();
        warnings.add(String.format(
                Locale.ROOT,
                "%s: the image was scaled from %d x %d to %d x %d pixels since the import; its values are interpolated."
                        + " Use the original series where it can be had.",
                DicomCt.IN_WARNINGS,
                grid.nx(),
                grid.ny(),
                frame.columns(),
                frame.rows()));
        return new VoxelGrid(
                frame.columns(),
                frame.rows(),
                grid.nz(),
                new Vec3(width, height, grid.spacing().z()),
                grid.toPatient(
                        (width / grid.spacing().x() - 1) / 2,
                        (height / grid.spacing().y() - 1) / 2,
                        0),
                grid.xAxis(),
                grid.yAxis(),
                grid.zAxis());
    }
}
