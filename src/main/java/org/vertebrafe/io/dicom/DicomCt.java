package org.vertebrafe.io.dicom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Volume;

/**
 * Reads a CT series from DICOM files: slices ordered by position, placed in LPS mm, values in HU (slope and intercept of
 * each slice applied). Uncompressed, deflated and RLE files are read here, others with the {@link PixelDecoder}s given.
 *
 * <p>What makes no regular stack of HU is refused with a message: missing, double, tilted or shifted slices, mixed sizes
 * or orientations, other modalities, colour, values that are not HU, multi-frame files. Pixels marked as padding become
 * air (-1000 HU) and are counted in a warning.
 */
public final class DicomCt {

    private static final int FILES_PER_TASK = 4;

    /** Stands for the folder in warnings: they enter results, and folders are often named after the patient. */
    static final String IN_WARNINGS = "DICOM series";

    private static final String ONE_FILE = "Give one file of the series you want instead of the folder.";

    private DicomCt() {}

    /**
     * Reads a series.
     *
     * @param place a folder with one CT series, or any file of a series in its folder
     * @param decoders for compressed pixels; may be empty
     * @param threads the caller's threads
     * @param progress told how far reading is; asked whether to stop
     * @throws InputException if there is no such series or it cannot be used; names of patients are in no message
     * @throws IOException if the disk fails
     */
    public static CtSeries read(Path place, List<PixelDecoder> decoders, TaskExecutor threads, Progress progress)
            throws IOException {
        boolean folder = Files.isDirectory(place);
        if (!folder && !Files.isReadable(place)) {
            throw InputException.of("There is no readable file or folder %s: check its name.", place);
        }
        Optional<Path> wanted = folder ? Optional.empty() : Optional.of(place);
        Path within = folder ? place : Optional.ofNullable(place.getParent()).orElse(Path.of(""));
        try {
            return read(
                    String.valueOf(place.toAbsolutePath().normalize().getFileName()),
                    within,
                    wanted,
                    decoders,
                    threads,
                    progress);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether a file begins like DICOM, whatever its name. */
    public static boolean isDicom(Path file) throws IOException {
        try (DicomInput in = DicomInput.open(file)) {
            return DicomFile.looksLikeDicom(in);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** A hint for those who chose one folder too high, as archives nest them. */
    private static String folders(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            long count = entries.filter(Files::isDirectory).count();
            return count == 0 ? "" : " (there are " + count + " sub-folder(s), which are not searched)";
        }
    }

    private static CtSeries read(
            String place,
            Path folder,
            Optional<Path> wanted,
            List<PixelDecoder> decoders,
            TaskExecutor threads,
            Progress progress)
            throws IOException {
        List<Path> files = files(folder);
        List<String> warnings = new ArrayList<>();
        List<SeriesChoice.Item> items = headers(files, threads, progress);
        if (items.isEmpty()) {
            throw InputException.of(
                    "%s: none of the %d files in the folder is DICOM%s. Choose the folder that holds the slices themselves.",
                    place, files.size(), folders(folder));
        }
        OptionalInt source = wanted.isEmpty() ? OptionalInt.empty() : OptionalInt.of(files.indexOf(wanted.get()));
        List<SeriesChoice.Item> chosen = SeriesChoice.choose(place, items, source, ONE_FILE, warnings);
        SliceStack stack = SliceStack.of(chosen.stream()
                .map(item -> CtSlice.of(item.source(), item.header()))
                .toList());
        CtAcquisition acquisition = CtAcquisition.of(stack.slices());
        requireMemory(place, 4L * stack.grid().voxels());
        List<PixelDecoder> all = new ArrayList<>(decoders);
        all.add(new RunLengthDecoder());
        float[] values = new float[stack.grid().voxels()];
        CtPixels.Count count = pixels(files, stack, all, values, threads, progress);
        warnings.addAll(SeriesRemarks.of(IN_WARNINGS, stack, acquisition, count, values));
        return new CtSeries(new Volume(stack.grid(), values), acquisition, warnings);
    }

    private static List<SeriesChoice.Item> headers(List<Path> files, TaskExecutor threads, Progress progress) {
        SeriesChoice.Item[] items = new SeriesChoice.Item[files.size()];
        AtomicInteger done = new AtomicInteger();
        Chunks.forEach(threads, files.size(), FILES_PER_TASK, (from, to) -> {
            for (int n = from; n < to; n++) {
                progress.checkCancelled();
                items[n] = header(n, files.get(n));
                progress.report("Reading DICOM headers", (double) done.incrementAndGet() / files.size());
            }
        });
        return Arrays.stream(items).filter(Objects::nonNull).toList();
    }

    /** The header, or null if the file is no DICOM file. */
    private static SeriesChoice.Item header(int source, Path file) {
        try {
            Optional<DicomFile> opened = DicomFile.open(file);
            if (opened.isEmpty()) {
                return null;
            }
            try (DicomFile dicom = opened.get()) {
                return new SeriesChoice.Item(source, dicom.header());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CtPixels.Count pixels(
            List<Path> files,
            SliceStack stack,
            List<PixelDecoder> decoders,
            float[] out,
            TaskExecutor threads,
            Progress progress) {
        int slices = stack.slices().size();
        CtPixels.Count[] counts = new CtPixels.Count[slices];
        AtomicInteger done = new AtomicInteger();
        int plane = stack.grid().nx() * stack.grid().ny();
        Chunks.forEach(threads, slices, FILES_PER_TASK, (from, to) -> {
            for (int k = from; k < to; k++) {
                progress.checkCancelled();
                CtSlice slice = stack.slices().get(k);
                counts[k] = pixels(files.get(slice.source()), slice, decoders, out, k * plane);
                progress.report("Reading CT slices", (double) done.incrementAndGet() / slices);
            }
        });
        return CtPixels.Count.sum(counts);
    }

    private static CtPixels.Count pixels(Path file, CtSlice slice, List<PixelDecoder> decoders, float[] out, int from) {
        try (DicomFile dicom = DicomFile.open(file).orElseThrow(() -> changed(slice))) {
            dicom.header();
            return slice.pixels().toHounsfield(slice.header(), dicom.pixels(), decoders, out, from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputException changed(CtSlice slice) {
        return InputException.of("%s was changed while it was read: read the series again.", slice.file());
    }

    /** Refuses a series that cannot fit into memory at all, with words instead of an OutOfMemoryError. */
    private static void requireMemory(String place, long bytes) {
        long memory = Runtime.getRuntime().maxMemory();
        if (bytes >= memory) {
            throw InputException.of(
                    "%s: needs %d MB of memory, Java has %d MB: raise it in Edit > Options > Memory & Threads (or -Xmx), or"
                            + " leave only the slices of the vertebra in the folder.",
                    place, bytes >> 20, memory >> 20);
        }
    }
}
