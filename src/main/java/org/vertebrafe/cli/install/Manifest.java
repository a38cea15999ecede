package org.vertebrafe.cli.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vertebrafe.base.Version;
import org.vertebrafe.io.SafeFiles;

/** The list, left in the Fiji folder, of what was copied there: a SHA-256 and a path a line. */
final class Manifest {

    /** Its name. */
    static final String NAME = "vertebrafe-installed.txt";

    private Manifest() {}

    /** The files that are listed, relative to the folder, with their checksums; none where there is no list. */
    static Map<Path, String> read(Path root) throws IOException {
        Map<Path, String> files = new LinkedHashMap<>();
        Path list = root.resolve(NAME);
        for (String line : Files.exists(list) ? Files.readAllLines(list) : java.util.List.<String>of()) {
            int gap = line.indexOf(' ');
            if (gap > 0 && !line.startsWith("#")) {
                Path file = Path.of(line.substring(gap).strip()).normalize();
                // Whatever stands in the list: nothing outside of this Fiji is ours to delete.
                if (!file.isAbsolute() && !file.startsWith("..")) {
                    files.put(file, line.substring(0, gap));
                }
            }
        }
        return files;
    }

    static void write(Path root, Map<Path, String> files) throws IOException {
        StringBuilder text = new StringBuilder("# Copied here by " + Version.NAME + " " + Version.number()
                + "; scripts/install-into-fiji --uninstall removes them.\n");
        files.forEach((file, checksum) -> text.append(checksum)
                .append("  ")
                .append(file.toString().replace('\\', '/'))
                .append('\n'));
        SafeFiles.writeText(root.resolve(NAME), text.toString());
    }

    static String checksum(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
