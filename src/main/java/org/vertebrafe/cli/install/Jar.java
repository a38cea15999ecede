package org.vertebrafe.cli.install;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A jar, told by its file name as Maven writes it.
 *
 * @param file where it is
 * @param artifact for instance "ejml-core"
 * @param version for instance "0.41"; empty where the name has none
 */
record Jar(Path file, String artifact, String version) {

    private static final Pattern NAME = Pattern.compile("(.+?)(?:-(\\d[\\w.+-]*))?\\.jar");

    private static final Pattern PART = Pattern.compile("\\d+|[a-zA-Z]+");

    static Jar of(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException(file + " is no jar");
        }
        return new Jar(file, name.group(1), name.group(2) == null ? "" : name.group(2));
    }

    String name() {
        return file.getFileName().toString();
    }

    /**
     * Negative where this version is older than the other, positive where newer, 0 where they are alike or one is not
     * known. Numbers count as numbers; a letter after the same numbers is newer, as in ImageJ's 1.54f and 1.54p.
     */
    int compareVersion(Jar other) {
        if (version.isEmpty() || other.version.isEmpty()) {
            return 0;
        }
        Matcher mine = PART.matcher(version);
        Matcher theirs = PART.matcher(other.version);
        while (true) {
            boolean more = mine.find();
            boolean theirsMore = theirs.find();
            if (!more || !theirsMore) {
                return Boolean.compare(more, theirsMore);
            }
            int order = comparePart(mine.group(), theirs.group());
            if (order != 0) {
                return order;
            }
        }
    }

    private static int comparePart(String a, String b) {
        boolean number = Character.isDigit(a.charAt(0));
        if (number != Character.isDigit(b.charAt(0))) {
            return number ? 1 : -1;
        }
        return number ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }
}
