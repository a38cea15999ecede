package org.vertebrafe.io.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Progress;

/** A folder with a small series: {@value #SLICES} slices of 4 x 3 pixels, whose values tell where they belong. */
public final class SeriesFolder {

    public static final int COLUMNS = 4;
    public static final int ROWS = 3;
    public static final int SLICES = 5;
    static final double STEP = 2;

    private final Path folder;

    public SeriesFolder(Path folder) {
        this.folder = folder;
    }

    /** Stored value of a voxel: column, row and slice can be told from it. */
    static int stored(int i, int j, int k) {
        return 1000 + i + 10 * j + 100 * k;
    }

    public static short[] plane(int k) {
        short[] words = new short[COLUMNS * ROWS];
        for (int p = 0; p < words.length; p++) {
            words[p] = (short) stored(p % COLUMNS, p / COLUMNS, k);
        }
        return words;
    }

    /** A slice of the axial series, k counted towards the head. */
    public static DicomWriter slice(int k) {
        return new DicomWriter(COLUMNS, ROWS)
                .at(-50, -60, 100 + STEP * k)
                .spacing(0.5, 0.75)
                .pixels(plane(k));
    }

    /** Writes the axial series, each slice changed as wanted; file names and instance numbers run against positions. */
    public SeriesFolder write(BiConsumer<DicomWriter, Integer> change) throws IOException {
        for (int k = 0; k < SLICES; k++) {
            DicomWriter slice = slice(k).text(0x00200013, "IS", Integer.toString(900 - k * 7 % 5));
            change.accept(slice, k);
            put(name(k), slice);
        }
        return this;
    }

    public static String name(int k) {
        return "IM" + (k * 3 % 5) + ".dcm";
    }

    public SeriesFolder put(String name, DicomWriter slice) throws IOException {
        return put(name, slice.bytes());
    }

    public SeriesFolder put(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
        return this;
    }

    public CtSeries read() throws IOException {
        return read(folder);
    }

    CtSeries read(Path place) throws IOException {
        return DicomCt.read(place, List.of(), TaskExecutors.singleThreaded(), Progress.NONE);
    }
}
