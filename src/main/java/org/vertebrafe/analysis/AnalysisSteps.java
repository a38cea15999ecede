package org.vertebrafe.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.fem.ElementFields;
import org.vertebrafe.fem.LinearElasticity;
import org.vertebrafe.fem.Solution;
import org.vertebrafe.fem.SolverChoice;
import org.vertebrafe.fem.linalg.LinearSolver;
import org.vertebrafe.field.ElementMap;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.material.MaterialSettings;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.mesh.VoxelMesh;
import org.vertebrafe.strength.CompressionTest;
import org.vertebrafe.strength.EffectiveStrain;

/**
 * The steps of {@link VertebraAnalysis} one by one, for those who look at what is between or change something late. Each
 * step takes the whole configuration and reads its part of it; {@link #MESH}, {@link #MATERIAL} and {@link #SOLVE} name
 * that part: a value made with other settings of these is another one.
 */
public final class AnalysisSteps {

    /** The settings that decide {@link #mesh}, beside the input. */
    public static final List<String> MESH = List.of(
            "input",
            "calibration",
            "calibrationSlope",
            "calibrationIntercept",
            "calibrationFile",
            "densityKind",
            "labelPreset",
            "labelRoles",
            "level",
            "region",
            "mesh",
            "elementSize",
            "grading",
            "flatten",
            "bc",
            "caps",
            "capThickness",
            "axis");

    /** The settings that decide {@link #material}, beside the mesh. */
    public static final List<String> MATERIAL = List.of(
            "conversion",
            "law",
            "lawCoefficient",
            "lawExponent",
            "lawOffset",
            "lawExpects",
            "poissonRatio",
            "modulusFloor",
            "binning",
            "bins",
            "densityMapping",
            "capModulus",
            "capPoisson");

    /** The settings that decide {@link #solve}, beside the model. */
    public static final List<String> SOLVE = List.of("bc", "compression", "tolerance", "maxIterations");

    private AnalysisSteps() {}

    /**
     * Divides the vertebra into elements.
     *
     * @throws org.vertebrafe.base.InputException if images or configuration cannot be used, with what to do about it
     * @throws org.vertebrafe.base.CancelledException if cancelled
     */
    public static MeshedVertebra mesh(
            AnalysisInput input, AnalysisConfig config, TaskExecutor threads, Progress progress) {
        return mesh(input, config, Optional.empty(), threads, progress);
    }

    /**
     * Divides the vertebra into the elements of another image of it where these are the same, which saves making them.
     *
     * @param like that of the other image
     */
    public static MeshedVertebra mesh(
            AnalysisInput input, AnalysisConfig config, MeshedVertebra like, TaskExecutor threads, Progress progress) {
        return mesh(input, config, Optional.of(like), threads, progress);
    }

    private static MeshedVertebra mesh(
            AnalysisInput input,
            AnalysisConfig config,
            Optional<MeshedVertebra> like,
            TaskExecutor threads,
            Progress progress) {
        long start = System.nanoTime();
        progress.report("Building the model", Double.NaN);
        SettingsReview.refuseContradictions(config);
        Specimen specimen = new SpecimenBuilder(input, config, progress).build();
        progress.checkCancelled();
        VoxelGrid grid = input.image().grid();
        Optional<ElementDraft> there = like.flatMap(other -> other.draft().in(specimen, config));
        if (there.isPresent() && like.get().places().grid().equals(grid)) {
            return new MeshedVertebra(specimen, there.get(), like.get().places(), secondsSince(start), 0);
        }
        ElementDraft draft = config.mesh().equals("hex8")
                ? VoxelElements.of(specimen, config)
                : TetElements.of(specimen, config, threads, progress);
        progress.checkCancelled();
        long meshed = System.nanoTime();
        ElementMap places = draft.locate(grid, threads);
        return new MeshedVertebra(specimen, draft, places, seconds(start, meshed), secondsSince(meshed));
    }

    /**
     * Gives the elements their stiffness.
     *
     * @throws org.vertebrafe.base.InputException if the configuration cannot be used, with what to do about it
     * @throws org.vertebrafe.base.CancelledException if cancelled
     */
    public static StiffVertebra material(
            MeshedVertebra meshed, AnalysisConfig config, TaskExecutor threads, Progress progress) {
        long start = System.nanoTime();
        progress.report("Material of the elements", Double.NaN);
        SettingsReview.refuseContradictions(config);
        Specimen specimen = meshed.specimen();
        MaterialSettings material = Materials.of(config, specimen.density());
        ElementDraft.Filled filled = meshed.draft().fill(config, material, threads, progress);
        progress.checkCancelled();
        ModelElements elements = filled.elements();
        List<String> warnings = new ArrayList<>(specimen.warnings());
        warnings.addAll(filled.draft().warnings());
        warnings.addAll(Materials.warnings(elements, material));
        VertebraModel model = new VertebraModel(
                elements,
                Materials.elastic(elements, material, specimen.frame()),
                specimen,
                material,
                List.copyOf(warnings));
        VoxelGrid grid = meshed.places().grid();
        ElementMap places = filled.draft() == meshed.draft()
                ? meshed.places()
                : filled.draft().locate(grid, threads);
        return new StiffVertebra(meshed, model, places, secondsSince(start));
    }

    /**
     * Loads the model and computes its stresses.
     *
     * @throws org.vertebrafe.fem.linalg.SolverException if the equations cannot be solved
     * @throws org.vertebrafe.base.CancelledException if cancelled
     */
    public static SolvedVertebra solve(
            StiffVertebra stiff, AnalysisConfig config, TaskExecutor threads, Progress progress) {
        Map<String, Double> timings = new LinkedHashMap<>();
        timings.put("model", stiff.meshed().seconds() + stiff.seconds());
        long built = System.nanoTime();
        VertebraModel model = stiff.model();
        LoadCase load = LoadCase.of(model, config);
        Solution solution = LinearElasticity.solve(
                model.elastic(),
                load.constraints(),
                null,
                load.guess(),
                SolverChoice.of(model.mesh()),
                new LinearSolver.Criterion(config.tolerance(), config.maxIterations()),
                threads,
                progress);
        long solved = System.nanoTime();
        LinearSolver.Report report = solution.report();
        timings.put("assembly", seconds(built, solved) - report.setupSeconds() - report.iterateSeconds());
        timings.put("preconditioner", report.setupSeconds());
        timings.put("solve", report.iterateSeconds());

        progress.checkCancelled();
        progress.report("Stresses", Double.NaN);
        ElementFields fields = ElementFields.of(model.elastic(), solution, threads);
        Mesh mesh = model.mesh();
        CompressionTest test = new CompressionTest(
                model.frame().height(),
                load.displacement(),
                solution.reaction(mesh.nodeSet(VoxelMesh.SUPERIOR)),
                solution.reaction(mesh.nodeSet(VoxelMesh.INFERIOR)));
        EffectiveStrain effectiveStrain = effectiveStrain(model, fields);
        timings.put("stress", secondsSince(solved));
        timings.put("maps", stiff.meshed().locateSeconds());
        return new SolvedVertebra(stiff, solution, fields, test, effectiveStrain, timings);
    }

    /**
     * Puts the result together; takes no time.
     *
     * @param input what the mesh was made of
     * @param config with which the steps were done; its strength definition is applied here
     */
    public static AnalysisResult result(AnalysisInput input, AnalysisConfig config, SolvedVertebra solved) {
        VertebraModel model = solved.stiff().model();
        Specimen specimen = model.specimen();
        List<String> warnings = new ArrayList<>(model.warnings());
        warnings.addAll(SettingsReview.warnings(config, specimen.caps(), specimen.addedCaps()));
        return new AnalysisResult(
                input,
                config,
                model.with(warnings),
                solved.solution(),
                solved.fields(),
                solved.stiff().places(),
                solved.test(),
                solved.effectiveStrain(),
                solved.timings());
    }

    private static EffectiveStrain effectiveStrain(VertebraModel model, ElementFields fields) {
        ModelElements elements = model.elements();
        int[] bone = IntStream.range(0, fields.elements())
                .filter(e -> elements.tissue(e).isBone())
                .toArray();
        return new EffectiveStrain(
                Arrays.stream(bone).mapToDouble(fields::strainEnergyDensity).toArray(),
                Arrays.stream(bone).mapToDouble(e -> elements.modulus()[e]).toArray(),
                Arrays.stream(bone).mapToDouble(elements.origin()::volume).toArray());
    }

    private static double secondsSince(long from) {
        return seconds(from, System.nanoTime());
    }

    private static double seconds(long from, long to) {
        return (to - from) * 1e-9;
    }
}
