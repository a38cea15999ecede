package org.vertebrafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.fem.ElementFields;
import org.vertebrafe.fem.LinearElasticity;
import org.vertebrafe.fem.Solution;
import org.vertebrafe.fem.SolverChoice;
import org.vertebrafe.fem.linalg.DirectSolver;
import org.vertebrafe.fem.linalg.LinearSolver;
import org.vertebrafe.io.inp.InpModel;
import org.vertebrafe.io.inp.InpReader;
import org.vertebrafe.io.inp.InpWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vertebrafe solve}: any linear elastic model of an Abaqus or CalculiX input file. */
@Command(
        name = "solve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Solves a linear elastic model given as an Abaqus or CalculiX input file.",
        description = {
            "%nReads nodes, elements (C3D4, C3D10, C3D8), sets, isotropic materials, supports and forces of one static step"
                    + " (.inp or .inp.gz; mm, N, MPa); whatever else would change the answer is an error. Writes result.json"
                    + " and model.vtu (displacements, forces, stresses, strains) into a folder and prints the sum of the"
                    + " reaction forces over every node set of a *BOUNDARY, *CLOAD or *NODE PRINT.%n"
        },
        footer = "%nExit status: 0 done, 2 bad input (the message names file and line), 1 anything else.")
final class SolveCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--inp", paramLabel = "FILE", required = true, description = "The model.")
    private Path inp;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the results.")
    private Path out;

    @Option(
            names = "--residual",
            paramLabel = "NUMBER",
            defaultValue = "1e-9",
            description = "Largest relative residual of the equations (default: ${DEFAULT-VALUE}).")
    private double residual;

    @Option(
            names = "--max-iterations",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Give up after so many (default: ${DEFAULT-VALUE}).")
    private int maxIterations;

    @Option(
            names = "--direct",
            description =
                    "Solve by sparse Cholesky decomposition, as a reference for small models: time and memory grow"
                            + " fast with their size.")
    private boolean direct;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to use, which changes no digit of the results (default: one a core).")
    private Integer threads;

    @Option(
            names = "--write-inp",
            description = "Also write model.inp: the model as it was understood, numbered from 1.")
    private boolean writeInp;

    @Option(names = "--no-vtu", description = "Do not write model.vtu.")
    private boolean noVtu;

    @Option(names = "--quiet", description = "Do not report progress.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        if (!(residual > 0 && residual < 1) || maxIterations < 1) {
            throw InputException.of(
                    "--residual %g, --max-iterations %d: the residual lies between 0 and 1, the iterations are 1 or more.",
                    residual, maxIterations);
        }
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (count < 1) {
            throw InputException.of("--threads %d: at least 1.", count);
        }
        Files.createDirectories(out);
        try (TaskExecutor executor = TaskExecutors.fixedThreadPool(count)) {
            solve(executor);
        }
        return CommandLine.ExitCode.OK;
    }

    private void solve(TaskExecutor executor) throws IOException {
        Progress progress =
                quiet ? Progress.NONE : new TerminalProgress(spec.commandLine().getErr());
        Map<String, Double> seconds = new LinkedHashMap<>();
        long start = System.nanoTime();
        InpModel model = InpReader.read(inp, progress);
        long read = System.nanoTime();
        seconds.put("read", (read - start) * 1e-9);
        Solution solution = LinearElasticity.solve(
                model.elastic(),
                model.constraints(),
                model.forces(),
                null,
                direct ? new DirectSolver() : SolverChoice.of(model.elastic().mesh()),
                new LinearSolver.Criterion(residual, maxIterations),
                executor,
                progress);
        long solved = System.nanoTime();
        LinearSolver.Report report = solution.report();
        seconds.put("assembly", (solved - read) * 1e-9 - report.setupSeconds() - report.iterateSeconds());
        seconds.put("preconditioner", report.setupSeconds());
        seconds.put("solve", report.iterateSeconds());
        ElementFields fields = ElementFields.of(model.elastic(), solution, executor);
        SolveResult result = new SolveResult(inp.getFileName().toString(), model, solution, fields);
        if (writeInp) {
            InpWriter.write(model.elastic(), model.constraints(), model.forces(), out.resolve("model.inp"), progress);
        }
        if (!noVtu) {
            result.writeVtu(out.resolve("model.vtu"), progress);
        }
        seconds.put("output", (System.nanoTime() - solved) * 1e-9);
        result.writeJson(out.resolve("result.json"), seconds);
        print(model, solution, result);
    }

    private void print(InpModel model, Solution solution, SolveResult result) {
        PrintWriter terminal = spec.commandLine().getOut();
        model.remarks().forEach(remark -> terminal.println("Note: " + remark));
        terminal.printf(
                Locale.ROOT,
                "%,d %s elements, %,d nodes: %s, %d iterations to a relative residual of %.1e%n",
                model.elastic().mesh().elements(),
                model.elastic().mesh().type().abaqusName(),
                model.elastic().mesh().nodes(),
                solution.report().solver(),
                solution.report().iterations(),
                solution.report().relativeResidual());
        terminal.printf(Locale.ROOT, "%-20s %16s %16s %16s%n", "Reaction sums, N", "x", "y", "z");
        for (Map.Entry<String, Vec3> sum : result.reactionSums().entrySet()) {
            Vec3 f = sum.getValue();
            terminal.printf(Locale.ROOT, "%-20s %16.9g %16.9g %16.9g%n", sum.getKey(), f.x(), f.y(), f.z());
        }
        terminal.println("Results in " + out);
        terminal.flush();
    }
}
