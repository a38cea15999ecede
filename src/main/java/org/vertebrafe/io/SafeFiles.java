package org.vertebrafe.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.vertebrafe.base.InputException;

/**
 * Writes whole files or none: the content goes to a temporary file in the same folder, which takes the file's name only
 * when it is complete and on the disk. A crash, a full disk or a cancel leaves the former file as it was.
 */
public final class SafeFiles {

    private static final int BUFFER = 1 << 16;

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes what only a path can be given to. */
    @FunctionalInterface
    public interface AtPath {
        void writeTo(Path path) throws IOException;
    }

    private SafeFiles() {}

    /**
     * Writes a file, replacing one of this name. What {@code content} throws is thrown on, and nothing is left behind.
     *
     * @param file the file to be; a symbolic link is followed; a device or pipe is written to as it is
     * @param content writes to a buffered stream and may close it or not
     * @throws InputException if the folder does not exist or a folder has this name
     * @throws NotWrittenException if the disk is full, read-only or failing, or {@code content} throws an IOException
     */
    public static void write(Path file, Content content) throws IOException {
        writeAt(file, part -> {
            OpenOption[] how = isDevice(part)
                    ? new OpenOption[] {StandardOpenOption.WRITE}
                    : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
            try (FileChannel channel = FileChannel.open(part, how)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
                content.writeTo(new UnclosedOutputStream(out));
                out.flush();
                if (!isDevice(part)) {
                    channel.force(true);
                }
            }
        });
    }

    private static boolean isDevice(Path path) {
        return Files.exists(path) && !Files.isRegularFile(path);
    }

    /**
     * Writes a file as {@link #write} does, by something that wants a path: a file in the same folder that is not there yet.
     *
     * @param file the file to be
     * @param content leaves a complete file at the path, or throws
     */
    public static void writeAt(Path file, AtPath content) throws IOException {
        Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
        Path folder = target.getParent();
        requireNoFolder(file);
        if (folder == null) {
            throw InputException.of("%s is no name of a file.", file);
        }
        if (!Files.isDirectory(folder)) {
            throw InputException.of("Cannot write %s: the folder %s does not exist; create it.", file, folder);
        }
        if (isDevice(target)) {
            wrapping(file, () -> content.writeTo(target));
            return;
        }
        // Not Files.createTempFile: its result may be read by nobody else, and so would the file be.
        Path part = folder.resolve(target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            wrapping(file, () -> {
                content.writeTo(part);
                moveIntoPlace(part, target);
            });
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Replaces several files of a folder together: none of them before all are written.
     *
     * @param folder that is there
     * @param obsolete names of files that go when the new ones come
     * @param last name of the one that comes last: where it stands the others are complete
     * @param content writes the files into a folder, which is not this one yet
     * @throws InputException if a folder has the name of one of the files
     * @throws NotWrittenException if the disk is full, read-only or failing: then all files are as they were
     */
    public static void replace(Path folder, List<String> obsolete, String last, AtPath content) throws IOException {
        Path staging = folder.resolve(UUID.randomUUID() + ".part");
        try {
            wrapping(folder, () -> Files.createDirectory(staging));
            content.writeTo(staging);
            List<Path> made = filesOf(staging);
            for (Path file : made) {
                requireNoFolder(folder.resolve(file.getFileName()));
            }
            for (String name : obsolete) {
                requireNoFolder(folder.resolve(name));
            }
            // Never numbers of one result beside maps of another.
            Files.deleteIfExists(folder.resolve(last));
            for (String name : obsolete) {
                Files.deleteIfExists(folder.resolve(name));
            }
            made.sort(Comparator.comparing(file -> file.endsWith(last)));
            for (Path file : made) {
                moveIntoPlace(file, folder.resolve(file.getFileName()));
            }
        } catch (NotWrittenException e) {
            throw e.moved(staging, folder);
        } finally {
            if (Files.exists(staging)) {
                for (Path file : filesOf(staging)) {
                    Files.delete(file);
                }
                Files.delete(staging);
            }
        }
    }

    private static void requireNoFolder(Path file) {
        if (Files.isDirectory(file)) {
            throw InputException.of("%s is a folder, where a file is to be: give another name or folder.", file);
        }
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.toList());
        }
    }

    /** Work on a disk. */
    @FunctionalInterface
    private interface DiskWork {
        void run() throws IOException;
    }

    private static void wrapping(Path file, DiskWork work) throws IOException {
        try {
            work.run();
        } catch (NotWrittenException e) {
            throw e;
        } catch (IOException e) {
            throw new NotWrittenException(file, e);
        }
    }

    /**
     * Writes a text file in UTF-8, replacing one of this name.
     *
     * @throws InputException if the folder does not exist or a folder has this name
     * @throws IOException if the disk is full, read-only or failing
     */
    public static void writeText(Path file, String text) throws IOException {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void moveIntoPlace(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            // Some network drives: the old file is gone for a moment, but a half file is still never seen.
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
