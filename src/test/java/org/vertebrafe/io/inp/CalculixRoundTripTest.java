package org.vertebrafe.io.inp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.Progress;

/** What {@link InpWriter} writes, solved by CalculiX itself. Where it is not installed there is nothing to ask. */
@Tag("calculix")
@EnabledIf("org.vertebrafe.io.inp.Calculix#isInstalled")
class CalculixRoundTripTest {

    private static final Path ORACLE = Path.of("../shared/oracle");

    @TempDir
    private Path folder;

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
        Map<String, double[]> totals = Calculix.reactions(folder, "model");
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
}
