package org.vertebrafe.fem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.Vec3;

/** The same meshes solved by CalculiX 2.20 and MUMPS: a distorted box and the real vertebra between held plates. */
class OracleTest {

    private static final Path ORACLE = Path.of("../shared/oracle");

    @ParameterizedTest
    @CsvSource({
        "hex8-heterogeneous, hex8-heterogeneous.inp, 2e-6, 1e-12",
        "verse004-hex8-1mm, verse004-hex8-1mm.inp.gz, 1e-6, 1e-9"
    })
    void reactionsAndDisplacementsAreThoseOfOtherSolvers(String name, String deck, double tolerance, double residual)
            throws IOException {
        Deck model = Deck.read(ORACLE.resolve(deck));
        JsonObject expected = JsonParser.parseString(Files.readString(ORACLE.resolve(name + ".expected.json")))
                .getAsJsonObject();
        assertThat(model.model().mesh().elements())
                .isEqualTo(expected.get("elements").getAsInt());
        Solution solution = Bricks.solve(model.model(), model.constraints(), residual, 2);
        JsonObject reactions = expected.getAsJsonObject("reactionSums_N");
        for (String set : reactions.keySet()) {
            Vec3 sum = solution.reaction(model.nodes(set));
            double size = vector(reactions.getAsJsonArray(set)).norm();
            assertThat(sum.minus(vector(reactions.getAsJsonArray(set))).norm())
                    .as(set)
                    .isLessThan(tolerance * size);
        }
        if (expected.has("displacements_mm")) {
            JsonObject displacements = expected.getAsJsonObject("displacements_mm");
            for (String node : displacements.keySet()) {
                Vec3 u = vector(displacements.getAsJsonArray(node));
                for (int i = 0; i < 3; i++) {
                    assertThat(solution.displacement()[3 * (Integer.parseInt(node) - 1) + i])
                            .isCloseTo(u.get(i), within(tolerance * 0.15));
                }
            }
        }
    }

    private static Vec3 vector(JsonArray array) {
        return new Vec3(
                array.get(0).getAsDouble(),
                array.get(1).getAsDouble(),
                array.get(2).getAsDouble());
    }
}
