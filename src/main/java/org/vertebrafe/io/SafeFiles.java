package org.vertebrafe.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
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

    private SafeFiles() {}

    /**
     * Writes a file, replacing one of this name. Whatever {@code content} throws is thrown on, and nothing is left
     * behind.
     *
     * @param file the file to be; a symbolic link is followed
     * @param content writes to a buffered stream and may close it or not
     * @throws InputException if the folder does not exist or a folder has this name
     * @throws IOException if the disk is full, read-only or failing
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw InputException.of("%s is a folder: give the name of a file in it.", file);
        }
        if (!Files.isDirectory(folder)) {
            throw InputException.of("Cannot write %s: the folder %s does not exist; create it.", file, folder);
        }
        // Not Files.createTempFile: its result may be read by nobody else, and so would the file be.
        Path part = folder.resolve(target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
                content.writeTo(new UnclosedOutputStream(out));
                out.flush();
                channel.force(true);
            }
            moveIntoPlace(part, target);
        } finally {
            Files.deleteIfExists(part);
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
