package org.vertebrafe.study.cohort;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.io.SafeFiles;

/**
 * A folder of results, one file each, named by what decides the result. A file is there whole or not at all, whenever the
 * program or the machine stops; one process at a time writes.
 */
final class ResultStore implements Closeable {

    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;

    private ResultStore(Path folder, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Opens the store in a folder, and removes what a stopped run left half written.
     *
     * @throws InputException if another process is writing to it
     */
    static ResultStore open(Path out) throws IOException {
        Path folder = out.resolve("results");
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(out.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel);
        if (lock == null) {
            channel.close();
            throw InputException.of(
                    "Another run is writing to %s: wait for it, or stop it, or give another folder.", out);
        }
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*.part")) {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        }
        return new ResultStore(folder, channel, lock);
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The result kept under a key; none where the file is damaged, which is then computed again. */
    Optional<CohortResult> find(String key) throws IOException {
        Path file = file(key);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            return Optional.of(CohortResult.ofJson(json));
        } catch (JsonParseException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** Keeps a result. */
    void put(String key, CohortResult result) throws IOException {
        SafeFiles.writeText(
                file(key),
                new GsonBuilder()
                                .setPrettyPrinting()
                                .disableHtmlEscaping()
                                .create()
                                .toJson(result.toJson()) + "\n");
    }

    private Path file(String key) {
        return folder.resolve(key + ".json");
    }

    @Override
    public void close() throws IOException {
        lock.release();
        lockFile.close();
    }
}
