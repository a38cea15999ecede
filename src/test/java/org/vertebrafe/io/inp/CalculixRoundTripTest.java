package org.vertebrafe.io.inp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.Progress;

/** What {@link InpWriter} writes, solved by CalculiX itself. Where it is not installed there is nothing to ask. */
@Tag("calculix")
@EnabledIf("calculixIsInstalled")
class CalculixRoundTripTest {

    private static final Path ORACLE = Path.of("../shared/oracle");

    @TempDir
    private Path folder;

    static boolean calculixIsInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(bin -> Files.isExecutable(Path.of(bin, "ccx")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hex8-heterogeneous",
                "tet4-heterogeneous",
                "tet10-heterogeneous",
                "tet10-plates-free",
                "tet10-cantilever-cload"
            })
    void calculixFindsTheSameReactionsInWhatWasWritten(String name) throws Exception {
        InpModel model = InpReader.read(ORACLE.resolve(name + ".inp"), Progress.NONE);
        InpWriter.write(
                model.elastic(), model.constraints(), model.forces(), folder.resolve("model.inp"), Progress.NONE);
        int status = new ProcessBuilder("ccx", "-i", "model")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start()
                .waitFor();
        assertThat(status).as(Files.readString(folder.resolve("log"))).isZero();
        Map<String, double[]> totals = totals(folder.resolve("model.dat"));
        JsonObject expected = JsonParser.parseString(Files.readString(ORACLE.resolve(name + ".expected.json")))
                .getAsJsonObject()
                .getAsJsonObject("reactionSums_N");
        for (String set : expected.keySet()) {
            JsonArray reference = expected.getAsJsonArray(set);
            double size = 0;
            for (int i = 0; i < 3; i++) {
                size += Math.abs(reference.get(i).getAsDouble());
            }
            for (int i = 0; i < 3; i++) {
                assertThat(totals.get(set)[i])
                        .as(set)
                        .isCloseTo(reference.get(i).getAsDouble(), within(1e-6 * size));
            }
        }
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
