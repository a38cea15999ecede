package org.vertebrafe.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The program's name and version, as written into every result. */
public final class Version {

    /** Always "VertebraFE". */
    public static final String NAME = "VertebraFE";

    private static final String NUMBER = read();

    private Version() {}

    /** The version the build gave, for instance "0.1.0". */
    public static String number() {
        return NUMBER;
    }

    private static String read() {
        try (InputStream in = Version.class.getResourceAsStream("/org/vertebrafe/version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
