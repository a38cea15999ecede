package org.vertebrafe.launch;

/** Which Java runs, and whether it is new enough. */
final class JavaVersion {

    /** The oldest Java that VertebraFE runs on. */
    static final int NEEDED = 17;

    private JavaVersion() {}

    /** The Java that runs: 8, 11, 17, ... */
    static int running() {
        return parse(System.getProperty("java.specification.version"));
    }

    /**
     * The number in a specification version.
     *
     * @param version for instance "1.8" or "21"
     * @return 8 or 21; of what cannot be read {@link #NEEDED}, since a wrong alarm would be worse
     */
    static int parse(String version) {
        try {
            return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
        } catch (RuntimeException e) {
            return NEEDED;
        }
    }

    /** What a person with this Java is told: what is the matter and what to do. */
    static String message(int running) {
        return "VertebraFE needs Java " + NEEDED + " or later; this one is Java " + running + ". In Fiji: download"
                + " Fiji-Latest, which"
                + " brings Java 21, from"
                + " https://fiji.sc and"
                + " install VertebraFE"
                + " into it. From a shell:"
                + " install"
                + " a JDK"
                + " " + NEEDED + " or later and let JAVA_HOME or PATH point to it.";
    }
}
