package org.vertebrafe.fem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.fem.linalg.LinearSolver;
import org.vertebrafe.io.inp.InpModel;
import org.vertebrafe.io.inp.InpReader;

/** The same models solved by CalculiX 2.20, MUMPS and CHOLMOD: distorted boxes and the real vertebra. */
class OracleTest {

    private static final Path ORACLE = Path.of("../shared/oracle");

    /** Half the last digit in which stresses and energies are given, MPa. */
    private static final double PRINTED = 0.5e-10;

    @ParameterizedTest
    @CsvSource({
        "hex8-heterogeneous, .inp, 2e-6, 1e-12, cg+sa-amg",
        "tet4-heterogeneous, .inp, 2e-6, 1e-12, cg+sa-amg",
        "tet10-heterogeneous, .inp, 2e-6, 1e-12, cg+p-multigrid",
        "tet10-plates-free, .inp, 2e-6, 1e-12, cg+p-multigrid",
        "tet10-cantilever-cload, .inp, 2e-6, 1e-12, cg+p-multigrid",
        "verse004-hex8-1mm, .inp.gz, 1e-6, 1e-9, cg+brick-mg",
        "verse004-tet10-2mm, .inp.gz, 1e-6, 1e-9, cg+p-multigrid"
    })
    void answersAreThoseOfOtherSolvers(String name, String ending, double tolerance, double residual, String solver)
            throws IOException {
        InpModel model = InpReader.read(ORACLE.resolve(name + ending), Progress.NONE);
        JsonObject expected = JsonParser.parseString(Files.readString(ORACLE.resolve(name + ".expected.json")))
                .getAsJsonObject();
        assertThat(model.elastic().mesh().elements())
                .isEqualTo(expected.get("elements").getAsInt());
        assertThat(model.elastic().mesh().nodes())
                .isEqualTo(expected.get("nodes").getAsInt());
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(2)) {
            Solution solution = LinearElasticity.solve(
                    model.elastic(),
                    model.constraints(),
                    model.forces(),
                    null,
                    SolverChoice.of(model.elastic().mesh()),
                    new LinearSolver.Criterion(residual, 1000),
                    threads,
                    Progress.NONE);
            assertThat(solution.report().solver()).isEqualTo(solver);
            checkReactions(model, solution, expected.getAsJsonObject("reactionSums_N"), tolerance);
            if (expected.has("displacements_mm")) {
                checkDisplacements(model, solution, expected.getAsJsonObject("displacements_mm"), tolerance);
            }
            if (expected.has("centroid")) {
                checkStresses(model, solution, expected.getAsJsonObject("centroid"), threads);
            }
        }
    }

    private static void checkReactions(InpModel model, Solution solution, JsonObject expected, double tolerance) {
        assertThat(model.reactionSets()).containsAll(expected.keySet());
        for (String set : expected.keySet()) {
            Vec3 sum = solution.reaction(model.elastic().mesh().nodeSet(set));
            Vec3 reference = vector(expected.getAsJsonArray(set));
            assertThat(sum.minus(reference).norm()).as(set).isLessThan(tolerance * reference.norm());
        }
    }

    private static void checkDisplacements(InpModel model, Solution solution, JsonObject expected, double tolerance) {
        Map<Integer, Integer> place = places(model.nodeNumbers());
        for (String node : expected.keySet()) {
            int at = 3 * place.get(Integer.valueOf(node));
            double[] u = solution.displacement();
            Vec3 reference = vector(expected.getAsJsonArray(node));
            assertThat(new Vec3(u[at], u[at + 1], u[at + 2]).minus(reference).norm())
                    .as("node " + node)
                    .isLessThanOrEqualTo(tolerance * reference.norm());
        }
    }

    private static void checkStresses(InpModel model, Solution solution, JsonObject expected, TaskExecutor threads) {
        ElementFields fields = ElementFields.of(model.elastic(), solution, threads);
        Map<Integer, Integer> place = places(model.elementNumbers());
        for (String element : expected.keySet()) {
            JsonObject values = expected.getAsJsonObject(element);
            int e = place.get(Integer.valueOf(element));
            double vonMises = values.get("vonMises_MPa").getAsDouble();
            double energy = values.get("strainEnergyDensity_MPa").getAsDouble();
            assertThat(fields.vonMises(e)).isCloseTo(vonMises, within(1e-5 * vonMises + PRINTED));
            assertThat(fields.strainEnergyDensity(e)).isCloseTo(energy, within(1e-5 * energy + PRINTED));
        }
    }

    private static Map<Integer, Integer> places(int[] numbers) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            places.put(numbers[i], i);
        }
        return places;
    }

    private static Vec3 vector(JsonArray array) {
        return new Vec3(
                array.get(0).getAsDouble(),
                array.get(1).getAsDouble(),
                array.get(2).getAsDouble());
    }
}
