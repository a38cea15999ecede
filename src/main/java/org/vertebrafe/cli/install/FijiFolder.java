package org.vertebrafe.cli.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vertebrafe.base.InputException;

/** The folder of a Fiji: what makes it one, its libraries and its Java. */
final class FijiFolder {

    /** Jars without which a folder with the right names is some other program. */
    private static final List<String> CORE = List.of("ij", "scijava-common", "imagej-legacy");

    private static final Pattern LAUNCHER = Pattern.compile("(ImageJ-|fiji-|fiji|Fiji|Contents).*");

    private static final Pattern JAVA = Pattern.compile("JAVA_VERSION=\"(?:1\\.)?(\\d+)[^\"]*\"");

    private static final int JAVA_DEPTH = 6;

    private final Path root;
    private final List<Jar> jars;

    private FijiFolder(Path root, List<Jar> jars) {
        this.root = root;
        this.jars = jars;
    }

    /**
     * Looks at a folder.
     *
     * @throws InputException if it is not that of a Fiji; the message names what it lacks
     */
    static FijiFolder of(Path root) throws IOException {
        List<String> lacks = new ArrayList<>();
        for (String folder : List.of("jars", "plugins")) {
            if (!Files.isDirectory(root.resolve(folder))) {
                lacks.add("the folder " + folder);
            }
        }
        if (!hasLauncher(root)) {
            lacks.add("a launcher (ImageJ-*, fiji-* or fiji)");
        }
        List<Jar> jars = lacks.isEmpty() ? jars(root) : List.of();
        for (String artifact : lacks.isEmpty() ? CORE : List.<String>of()) {
            if (jars.stream().noneMatch(jar -> jar.artifact().equals(artifact))) {
                lacks.add("jars/" + artifact + "-*.jar");
            }
        }
        if (!lacks.isEmpty()) {
            throw InputException.of(
                    "%s is not the folder of a Fiji: it lacks %s.%s Give the folder that holds Fiji's jars and"
                            + " plugins.",
                    root, String.join(" and ", lacks), hint(root));
        }
        return new FijiFolder(root, jars);
    }

    private static String hint(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return " The folder does not exist.";
        }
        try (Stream<Path> inside = Files.list(root)) {
            return inside.filter(folder -> Files.isDirectory(folder.resolve("jars")))
                    .filter(folder -> Files.isDirectory(folder.resolve("plugins")))
                    .findFirst()
                    .map(folder -> " Did you mean " + folder + "?")
                    .orElse("");
        }
    }

    private static boolean hasLauncher(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(root)) {
            return inside.anyMatch(
                    file -> LAUNCHER.matcher(file.getFileName().toString()).matches());
        }
    }

    private static List<Jar> jars(Path root) throws IOException {
        List<Jar> jars = new ArrayList<>();
        for (String folder : List.of("jars", "plugins")) {
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                        .sorted()
                        .map(Jar::of)
                        .forEach(jars::add);
            }
        }
        return jars;
    }

    /** The same without some files, which are given relative to it. */
    FijiFolder without(Collection<Path> files) {
        return new FijiFolder(
                root,
                jars.stream()
                        .filter(jar -> !files.contains(root.relativize(jar.file())))
                        .toList());
    }

    /** All jars, of jars and plugins and below. */
    List<Jar> jars() {
        return jars;
    }

    /** The jars of an artifact, whatever their version. */
    List<Jar> jars(String artifact) {
        return jars.stream().filter(jar -> jar.artifact().equals(artifact)).toList();
    }

    /** The newest Java in the folder: 8, 21, ...; empty where Fiji uses that of the machine. */
    Optional<Integer> java() throws IOException {
        if (!Files.isDirectory(root.resolve("java"))) {
            return Optional.empty();
        }
        List<Integer> versions = new ArrayList<>();
        try (Stream<Path> files =
                Files.find(root.resolve("java"), JAVA_DEPTH, (file, attributes) -> file.endsWith("release"))) {
            for (Path release : files.toList()) {
                Matcher version = JAVA.matcher(Files.readString(release));
                if (version.find()) {
                    versions.add(Integer.valueOf(version.group(1)));
                }
            }
        }
        return versions.stream().max(Integer::compare);
    }
}
