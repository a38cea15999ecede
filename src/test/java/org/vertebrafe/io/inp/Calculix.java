package org.vertebrafe.io.inp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** CalculiX, where it is installed. */
public final class Calculix {

    private Calculix() {}

    /** Whether there is a ccx to run. */
    public static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(bin -> Files.isExecutable(Path.of(bin, "ccx")));
    }

    /** Solves NAME.inp in a folder and returns the sum of the reaction forces of each node set it prints. */
    public static Map<String, double[]> reactions(Path folder, String name) throws Exception {
        int status = new ProcessBuilder("ccx", "-i", name)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start()
                .waitFor();
        assertThat(status).as(Files.readString(folder.resolve("log"))).isZero();
        return totals(folder.resolve(name + ".dat"));
    }

    /** The lines "total force (fx,fy,fz) for set NAME and time ...", each followed by its three numbers. */
    private static Map<String, double[]> totals(Path file) throws IOException {
        Map<String, double[]> totals = new HashMap<>();
        Iterator<String> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .iterator();
        while (lines.hasNext()) {
            List<String> words = List.of(lines.next().trim().split("\\s+"));
            if (words.get(0).equals("total")) {
                totals.put(
                        words.get(words.indexOf("set") + 1),
                        Stream.of(lines.next().trim().split("\\s+"))
                                .mapToDouble(Double::parseDouble)
                                .toArray());
            }
        }
        return totals;
    }
}
