package org.vertebrafe.cli.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vertebrafe.base.InputException;

/** Copies into a Fiji, and deletes what was copied. Files it did not put there it never replaces or deletes. */
final class Installer {

    private final Path root;
    private final PrintWriter out;

    Installer(Path root, PrintWriter out) {
        this.root = root;
        this.out = out;
    }

    /**
     * Installs, in place of an earlier installation.
     *
     * @param plugin our jar
     * @param libraries all that it needs at run time
     * @param dryRun only tell what would be done
     * @return the warnings that were printed
     * @throws InputException if the folder is no Fiji, holds a VertebraFE it did not install, or cannot be written to
     */
    List<String> install(Jar plugin, List<Jar> libraries, boolean dryRun) throws IOException {
        Map<Path, String> earlier = Manifest.read(root);
        FijiFolder fiji = FijiFolder.of(root).without(earlier.keySet());
        fiji.jars(plugin.artifact()).stream().findFirst().ifPresent(other -> {
            throw InputException.of(
                    "%s is in this Fiji, and was not put there by this program: delete it, then install again. Two"
                            + " editions at once do not work.",
                    root.relativize(other.file()));
        });
        Plan plan = Plan.of(fiji, libraries);
        Map<Path, Path> copies = new LinkedHashMap<>();
        copies.put(Path.of("plugins", plugin.name()), plugin.file());
        plan.libraries().forEach(library -> copies.put(Path.of("jars", library.name()), library.file()));
        if (!dryRun) {
            copy(copies, earlier);
        }
        copies.keySet().forEach(file -> out.println((dryRun ? "would copy " : "copied ") + file));
        plan.remarks().forEach(remark -> out.println("left as it is: " + remark));
        plan.warnings().forEach(warning -> out.println("WARNING: " + warning));
        return plan.warnings();
    }

    /**
     * Removes what was installed.
     *
     * @throws InputException if nothing was installed by this program, or the folder cannot be written to
     */
    void uninstall() throws IOException {
        Map<Path, String> files = Manifest.read(root);
        if (files.isEmpty()) {
            throw InputException.of(
                    "%s holds no %s: nothing there was installed by this program.", root, Manifest.NAME);
        }
        uninstall(files);
    }

    private void uninstall(Map<Path, String> files) throws IOException {
        try {
            for (Map.Entry<Path, String> entry : files.entrySet()) {
                Path file = root.resolve(entry.getKey());
                if (!Files.exists(file)) {
                    out.println("gone already: " + entry.getKey());
                } else if (Manifest.checksum(file).equals(entry.getValue())) {
                    Files.delete(file);
                    out.println("deleted " + entry.getKey());
                } else {
                    out.println("left as it is, changed since it was copied: " + entry.getKey());
                }
            }
            Files.deleteIfExists(root.resolve(Manifest.NAME));
        } catch (FileSystemException e) {
            throw refused(e);
        }
    }

    /** All or nothing: first beside their places; then the earlier installation goes, and they into their places. */
    private void copy(Map<Path, Path> copies, Map<Path, String> earlier) throws IOException {
        Map<Path, String> done = new LinkedHashMap<>();
        try {
            for (Map.Entry<Path, Path> copy : copies.entrySet()) {
                Files.copy(copy.getValue(), part(copy.getKey()), StandardCopyOption.REPLACE_EXISTING);
            }
            uninstall(earlier);
            for (Path file : copies.keySet()) {
                Files.move(part(file), root.resolve(file));
                done.put(file, Manifest.checksum(root.resolve(file)));
            }
            Manifest.write(root, done);
        } catch (IOException | InputException e) {
            for (Path file : copies.keySet()) {
                Files.deleteIfExists(part(file));
            }
            for (Path file : done.keySet()) {
                Files.deleteIfExists(root.resolve(file));
            }
            if (e instanceof FileSystemException known) {
                throw refused(known);
            }
            throw e;
        }
    }

    private Path part(Path file) {
        return root.resolve(file + ".part");
    }

    private InputException refused(FileSystemException e) {
        return new InputException(
                "Cannot write to " + root + " (" + e.getClass().getSimpleName() + ": " + e.getMessage()
                        + "): close Fiji, see that there is space and that the folder is yours, and try again.",
                e);
    }
}
