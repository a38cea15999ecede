package org.vertebrafe.io;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.vertebrafe.base.InputException;

/**
 * An open NIfTI image, read from front to back: first its header, then voxels. Whether a file is gzipped is told from
 * its first bytes, not its name.
 */
final class NiftiInput implements Closeable {

    private static final int BUFFER = 1 << 16;

    /** Deflate makes nothing smaller than this (zlib.net/zlib_tech.html, 1032:1). */
    private static final long MAX_COMPRESSION = 1032;

    /** One file's stream, unpacked if need be, and the most bytes it can hold. */
    private record Source(Path file, InputStream in, boolean gzip, long mostBytes) {

        static Source open(Path file) throws IOException {
            long size = Files.size(file);
            InputStream raw = Files.newInputStream(file);
            try {
                BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
                in.mark(2);
                boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
                in.reset();
                return gzip
                        ? new Source(file, new GZIPInputStream(in, BUFFER), true, size * MAX_COMPRESSION)
                        : new Source(file, in, false, size);
            } catch (EOFException | ZipException e) {
                raw.close();
                throw damaged(file, e);
            } catch (IOException e) {
                raw.close();
                throw e;
            }
        }

        int read(byte[] into, int from, int count) throws IOException {
            try {
                return in.readNBytes(into, from, count);
            } catch (EOFException | ZipException e) {
                throw damaged(file, e);
            }
        }

        void skip(long count) throws IOException {
            byte[] scratch = new byte[BUFFER];
            for (long left = count; left > 0; ) {
                int got = read(scratch, 0, (int) Math.min(left, scratch.length));
                if (got == 0) {
                    return;
                }
                left -= got;
            }
        }

        private static InputException damaged(Path file, IOException cause) {
            return new InputException(
                    file.getFileName() + ": the gzip file is cut off or damaged (" + cause.getMessage()
                            + "). Copy or download it again.",
                    cause);
        }
    }

    private final NiftiHeader header;
    private final Source source;
    private long done;

    private NiftiInput(NiftiHeader header, Source source) {
        this.header = header;
        this.source = source;
    }

    /**
     * Opens an image.
     *
     * @param path .nii, .nii.gz, or either half of an .hdr and .img pair
     * @throws InputException if there is no such file or its header cannot be used
     * @throws IOException if the disk fails
     */
    static NiftiInput open(Path path) throws IOException {
        checkFile(path);
        Path headerFile = path;
        if (isImg(path)) {
            headerFile = partner(path, ".hdr")
                    .orElseThrow(() -> InputException.of(
                            "%s: there is no header file of the same name ending in .hdr beside it.", name(path)));
        }
        Source source = Source.open(headerFile);
        try {
            byte[] bytes = headerBytes(source);
            NiftiHeader header = NiftiHeader.of(bytes, name(headerFile));
            long position = bytes.length;
            if (header.separateData()) {
                Path data = dataFile(path, headerFile);
                source.in().close();
                source = Source.open(data);
                position = 0;
            }
            checkLength(header, source);
            source.skip(header.dataOffset() - position);
            return new NiftiInput(header, source);
        } catch (IOException | RuntimeException e) {
            source.in().close();
            throw e;
        }
    }

    NiftiHeader header() {
        return header;
    }

    /**
     * Reads the next bytes of voxels.
     *
     * @throws InputException if the file ends before
     */
    void read(byte[] into, int count) throws IOException {
        int got = source.read(into, 0, count);
        done += got;
        if (got < count) {
            throw truncated(source.file(), header.dataBytes(), done);
        }
    }

    /**
     * Checks the checksum of a gzipped file, which stands behind the last voxel.
     *
     * @throws InputException if it does not fit what was read
     */
    void finish() throws IOException {
        if (source.gzip()) {
            source.skip(Long.MAX_VALUE);
        }
    }

    @Override
    public void close() throws IOException {
        source.in().close();
    }

    private static void checkFile(Path path) {
        if (Files.isDirectory(path)) {
            throw InputException.of("%s is a folder: choose a NIfTI file (.nii, .nii.gz, .hdr) in it.", path);
        }
        if (!Files.exists(path)) {
            throw InputException.of("There is no file %s: check its name and folder.", path);
        }
        if (!Files.isReadable(path)) {
            throw InputException.of("%s may not be read: ask its owner for the right to read it.", path);
        }
    }

    private static byte[] headerBytes(Source source) throws IOException {
        String file = name(source.file());
        byte[] start = new byte[NiftiHeader.START];
        if (source.read(start, 0, start.length) < start.length) {
            throw InputException.of(
                    "%s is not a NIfTI file: it has fewer than 4 bytes. Copy or export it again.", file);
        }
        byte[] header = Arrays.copyOf(start, NiftiHeader.size(start, file));
        int got = start.length + source.read(header, start.length, header.length - start.length);
        if (got < header.length) {
            throw InputException.of(
                    "%s is cut off: %d bytes of the %d of a NIfTI header. Copy or export it again.",
                    file, got, header.length);
        }
        return header;
    }

    private static Path dataFile(Path chosen, Path headerFile) {
        if (isImg(chosen)) {
            return chosen;
        }
        return partner(headerFile, ".img")
                .orElseThrow(() -> InputException.of(
                        "%s: its voxels are in a file of the same name ending in .img, which is not beside it.",
                        name(headerFile)));
    }

    private static boolean isImg(Path path) {
        return name(path).toLowerCase(Locale.ROOT).matches(".*\\.img(\\.gz)?");
    }

    /** The file beside this one that has the same name with another ending, gzipped or not. */
    private static Optional<Path> partner(Path path, String ending) {
        String stem = name(path).replaceFirst("(?i)\\.(nii|hdr|img)(\\.gz)?$", "");
        return Stream.of(ending, ending + ".gz")
                .map(end -> path.resolveSibling(stem + end))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Refuses a file that cannot hold what its header promises, before memory is taken for it. */
    private static void checkLength(NiftiHeader header, Source source) {
        long there = source.mostBytes() - header.dataOffset();
        if (there < header.dataBytes()) {
            throw truncated(source.file(), header.dataBytes(), Math.max(0, there));
        }
    }

    private static InputException truncated(Path file, long promised, long there) {
        return InputException.of(
                "%s is cut off: %d bytes of voxels are needed, at most %d are there. Copy or export it again.",
                name(file), promised, there);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
