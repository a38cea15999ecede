package org.vertebrafe.study.cohort;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.io.SafeFiles;

/**
 * A folder of results, one file each, named by what decides the result. A file is there whole or not at all, whenever the
 * program or the machine stops; one process at a time writes.
 */
final class ResultStore implements Closeable {

    private final Path folder;
    private final FolderLock lock;

    private ResultStore(Path folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens the store in a folder, and removes what a stopped run left half written.
     *
     * @throws InputException if another process is writing to it
     */
    static ResultStore open(Path out) throws IOException {
        FolderLock lock = FolderLock.of(out);
        Path folder = Files.createDirectories(out.resolve("results"));
        lock.removeParts(folder);
        lock.removeParts(out);
        return new ResultStore(folder, lock);
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
        lock.close();
    }
}
