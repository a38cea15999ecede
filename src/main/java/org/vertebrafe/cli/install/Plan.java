package org.vertebrafe.cli.install;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What has to be copied into a Fiji, and what a person should know about it.
 *
 * @param libraries those that this Fiji lacks
 * @param remarks what is there already, in words
 * @param warnings what may keep VertebraFE from working there, each with its remedy
 */
record Plan(List<Jar> libraries, List<String> remarks, List<String> warnings) {

    private static final int JAVA_NEEDED = 17;

    /**
     * Compares.
     *
     * @param fiji as it would be without VertebraFE
     * @param libraries all that VertebraFE needs at run time
     */
    static Plan of(FijiFolder fiji, List<Jar> libraries) throws IOException {
        List<Jar> lacking = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Jar library : libraries) {
            List<Jar> there = fiji.jars(library.artifact());
            if (there.isEmpty()) {
                lacking.add(library);
                continue;
            }
            remarks.add(library.artifact() + ": Fiji's " + there.get(0).name());
            there.stream()
                    .filter(jar -> jar.compareVersion(library) < 0)
                    .forEach(old -> warnings.add(old.name()
                            + " of this Fiji is older than the " + library.version()
                            + " that VertebraFE is built with; it stays, since other plugins use it. Update Fiji with"
                            + " Help > Update... if a command fails."));
        }
        warnings.addAll(clashes(fiji, lacking));
        java(fiji).ifPresent(warnings::add);
        return new Plan(List.copyOf(lacking), List.copyOf(remarks), List.copyOf(warnings));
    }

    private static Optional<String> java(FijiFolder fiji) throws IOException {
        return fiji.java()
                .filter(version -> version < JAVA_NEEDED)
                .map(version -> "This Fiji brings Java " + version + " and VertebraFE needs Java " + JAVA_NEEDED
                        + " or later: its menu will hold nothing but a notice. Download Fiji-Latest, which brings Java"
                        + " 21, from https://fiji.sc.");
    }

    /** Libraries whose classes are in another jar of this Fiji already: two editions on one class path. */
    private static List<String> clashes(FijiFolder fiji, List<Jar> libraries) throws IOException {
        Map<String, Jar> classes = new HashMap<>();
        for (Jar library : libraries) {
            for (String name : classes(library)) {
                classes.put(name, library);
            }
        }
        List<String> clashes = new ArrayList<>();
        for (Jar jar : classes.isEmpty() ? List.<Jar>of() : fiji.jars()) {
            classes(jar).stream()
                    .filter(classes::containsKey)
                    .findFirst()
                    .ifPresent(name -> clashes.add(jar.name() + " of this Fiji holds another edition of "
                            + classes.get(name).name() + " (both have "
                            + name.replace('/', '.').replace(".class", "")
                            + "), and which of them is used is not certain. Update Fiji with Help > Update..., or take"
                            + " the other plugin out."));
        }
        return clashes;
    }

    private static List<String> classes(Jar jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.file().toFile())) {
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .filter(name -> !name.startsWith("META-INF/"))
                    .toList();
        } catch (ZipException e) {
            // Not for us to judge: Fiji lives with it.
            return List.of();
        }
    }
}
