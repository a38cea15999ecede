package org.vertebrafe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.ValueRange;
import org.vertebrafe.imagej.view3d.Model3D;
import org.vertebrafe.imagej.view3d.PictureFiles;
import org.vertebrafe.imagej.view3d.Snapshot;
import org.vertebrafe.study.cohort.CohortValues;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vertebrafe render}: a picture of a solved model, or a turn around it. */
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Draws the surface or a cut of a solved model in colour.",
        description = {
            "%nReads model.vtu as analyze and solve write it (or another .vtu with inline data and elements of one kind) and"
                    + " draws it without a screen.%n"
        },
        footer = "%nExit status: 0 done, 2 bad input, 1 anything else.")
final class RenderCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "The model, .vtu.")
    private Path model;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The picture, .png; with --turntable .gif, .avi or .tif.")
    private Path out;

    @Option(
            names = "--quantity",
            defaultValue = "von mises",
            description =
                    "What to colour by: the name of an array of the model, or how it begins (default: ${DEFAULT-VALUE}).")
    private String quantity;

    @Option(
            names = "--colours",
            description = "Vertebra Heat, Vertebra Balance, Vertebra Frost, Fire, Ice, Spectrum or Grays (default: what"
                    + " suits the quantity).")
    private String colours;

    @Option(
            names = "--range",
            arity = "2",
            paramLabel = "VALUE",
            description = "Values of the first and the last colour (default: what suits the quantity).")
    private List<Double> range;

    @Option(
            names = "--cohort",
            paramLabel = "DIR",
            description =
                    "Take the range from a cohort in place of --range: the folder that vertebrafe cohort wrote, or"
                            + " one with results of vertebrafe analyze below it, each vertebra counting the same.")
    private Path cohort;

    @Option(
            names = "--view",
            defaultValue = "oblique",
            description =
                    "oblique, anterior, posterior, left, right, superior or inferior (default: ${DEFAULT-VALUE}).")
    private String view;

    @Option(
            names = "--cut",
            defaultValue = "none",
            description = "none, sagittal, coronal or axial (default: ${DEFAULT-VALUE}).")
    private String cut;

    @Option(
            names = "--cut-at",
            defaultValue = "0.5",
            description = "Where it cuts: 0 takes nothing away, 1 all (default: ${DEFAULT-VALUE}).")
    private double cutAt;

    @Option(
            names = "--deformation",
            defaultValue = "0",
            description = "By which factor displacements are shown (default: ${DEFAULT-VALUE}).")
    private double deformation;

    @Option(names = "--lines", description = "Draw the sides of the elements.")
    private boolean lines;

    @Option(names = "--size", arity = "2", paramLabel = "PIXELS", description = "Width and height (default: 1000 800).")
    private List<Integer> size;

    @Option(names = "--turntable", paramLabel = "N", description = "N pictures of a turn about the long axis.")
    private Integer turntable;

    @Override
    public Integer call() throws IOException {
        PictureFiles.requireWritable(out, turntable != null);
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            Model3D solved = Model3D.read(model);
            Snapshot.Request request = request(solved);
            if (turntable == null) {
                PictureFiles.write(Snapshot.of(solved, request, threads), out);
            } else {
                Progress progress = new TerminalProgress(spec.commandLine().getErr());
                PictureFiles.write(Snapshot.turntable(solved, request, turntable, threads, progress), out);
            }
        } catch (OutOfMemoryError e) {
            throw new InputException(
                    "Not enough memory for these pictures: take fewer or smaller ones, or give Java more (-Xmx).", e);
        }
        spec.commandLine().getOut().println("Picture in " + out);
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }

    private Snapshot.Request request(Model3D solved) throws IOException {
        return new Snapshot.Request(
                quantity,
                Optional.ofNullable(colours).map(ColourTable::of),
                range(solved),
                view,
                cut,
                cutAt,
                deformation,
                lines,
                size == null ? 1000 : size.get(0),
                size == null ? 800 : size.get(1));
    }

    private Optional<ValueRange> range(Model3D solved) throws IOException {
        if (cohort == null) {
            return range == null ? Optional.empty() : Optional.of(new ValueRange(range.get(0), range.get(1)));
        }
        if (range != null) {
            throw new InputException("--range and --cohort contradict each other: give one of them.");
        }
        CohortValues values = solved.field(quantity).inCohort(cohort);
        ValueRange found = ValueRange.of(values);
        spec.commandLine()
                .getOut()
                .printf(Locale.ROOT, "Range of %s: %.4g to %.4g%n", values.words(), found.min(), found.max());
        return Optional.of(found);
    }
}
