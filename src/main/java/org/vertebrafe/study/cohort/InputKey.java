package org.vertebrafe.study.cohort;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Version;

/**
 * The name under which a result is kept: a hash of everything that decides it, which is the content of its files, its seed,
 * its configuration and the program's version. A changed image is computed again, a moved one is not.
 */
final class InputKey {

    private final MessageDigest digest;

    private InputKey() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /**
     * The key of a row.
     *
     * @throws org.vertebrafe.base.InputException if a file is missing
     * @throws IOException if one of its files cannot be read
     */
    static String of(CohortRow row, AnalysisConfig config, CohortImages images) throws IOException {
        InputKey key = new InputKey();
        key.text(Version.NAME + " " + Version.number());
        AnalysisConfig own = VertebraJob.configuration(row, config);
        JsonObject settings = Settings.of(AnalysisConfig.class).toJson(own);
        settings.remove("threads");
        String calibrationFile = settings.remove("calibrationFile").getAsString();
        key.text(settings.toString());
        // Calibrations that are made of the image itself are told apart here only.
        key.text(row.hasCalibrationFile() ? "file" : row.calibration());
        key.text(row.seed().map(Object::toString).orElse(""));
        for (Path file : images.filesOf(row.image())) {
            key.file("image", file);
        }
        List<Path> others = new ArrayList<>();
        row.labels().ifPresent(others::add);
        row.bodyMask().ifPresent(others::add);
        if (own.calibration().equals("file")) {
            others.add(Path.of(calibrationFile));
        }
        for (Path file : others) {
            key.file("other", file);
        }
        return HexFormat.of().formatHex(key.digest.digest());
    }

    /** The key of a row; refused also where a file cannot be read. */
    static String orRefused(CohortRow row, AnalysisConfig config, CohortImages images) {
        try {
            return of(row, config, images);
        } catch (IOException e) {
            throw new InputException("An input cannot be read: " + e, e);
        }
    }

    /** The key of what is made of several results. */
    static String ofKeys(String what, List<String> keys) {
        InputKey key = new InputKey();
        key.text(what);
        keys.forEach(key::text);
        return HexFormat.of().formatHex(key.digest.digest());
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private void file(String role, Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw InputException.of("File %s does not exist or cannot be read.", file);
        }
        text(role);
        text(Long.toString(Files.size(file)));
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
    }
}
