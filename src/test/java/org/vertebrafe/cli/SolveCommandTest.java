package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SolveCommandTest {

    private static final Path ORACLE = Path.of("../shared/oracle");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = VertebraFE.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    private static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hex8-heterogeneous", "tet4-heterogeneous", "tet10-cantilever-cload", "tet10-plates-free"})
    void reactionSumsOfEveryNamedSetAreThoseOfCalculix(String name) throws IOException {
        Path results = folder.resolve("results");
        int status = run(
                "solve",
                "--inp",
                ORACLE.resolve(name + ".inp").toString(),
                "--out",
                results.toString(),
                "--residual",
                "1e-11",
                "--write-inp");
        assertThat(status).as(err.toString()).isZero();
        checkReactions(name, results);
        assertThat(out.toString()).contains("NTOP").contains("Reaction sums, N");
        assertThat(Files.size(results.resolve("model.vtu"))).isPositive();
        // The model as understood gives the same answer again, solved directly.
        Path again = folder.resolve("again");
        status = run(
                "solve",
                "--direct",
                "--inp",
                results.resolve("model.inp").toString(),
                "--out",
                again.toString(),
                "--residual",
                "1e-11",
                "--no-vtu");
        assertThat(status).as(err.toString()).isZero();
        checkReactions(name, again);
        assertThat(again.resolve("model.vtu")).doesNotExist();
    }

    private static void checkReactions(String name, Path results) throws IOException {
        JsonObject expected = json(ORACLE.resolve(name + ".expected.json")).getAsJsonObject("reactionSums_N");
        JsonObject actual = json(results.resolve("result.json")).getAsJsonObject("reactionSums_N");
        double largest = 0;
        for (String set : expected.keySet()) {
            for (int i = 0; i < 3; i++) {
                largest = Math.max(
                        largest, Math.abs(expected.getAsJsonArray(set).get(i).getAsDouble()));
            }
        }
        for (String set : expected.keySet()) {
            JsonArray reference = expected.getAsJsonArray(set);
            for (int i = 0; i < 3; i++) {
                assertThat(actual.getAsJsonArray(set).get(i).getAsDouble())
                        .isCloseTo(reference.get(i).getAsDouble(), within(2e-6 * largest));
            }
        }
    }

    @Test
    void aBadFileIsToldWithItsLineAndStatusTwo() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.inp"), "*NODE\n1, 0, 0\n*SHELL SECTION\n");
        assertThat(run(
                        "solve",
                        "--inp",
                        file.toString(),
                        "--out",
                        folder.resolve("x").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("bad.inp, line 3: *SHELL SECTION");
    }

    @Test
    void aMissingFileIsToldWithStatusTwo() {
        assertThat(run("solve", "--inp", "none.inp", "--out", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("none.inp");
    }

    @Test
    void forcesThatNothingHoldsAreRefused() throws IOException {
        String deck = Files.readString(ORACLE.resolve("tet10-cantilever-cload.inp"));
        Path file = Files.writeString(folder.resolve("free.inp"), deck.replace("NBOT, 1, 3, 0", "NBOT, 2, 3, 0"));
        assertThat(run(
                        "solve",
                        "--inp",
                        file.toString(),
                        "--out",
                        folder.resolve("x").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("rigid motion");
    }
}
