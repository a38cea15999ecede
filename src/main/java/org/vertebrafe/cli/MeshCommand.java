package org.vertebrafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.io.Stl;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.tet.EndFacets;
import org.vertebrafe.mesh.tet.TetMesh;
import org.vertebrafe.mesh.tet.TetMesher;
import org.vertebrafe.mesh.tet.TetSettings;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vertebrafe mesh}: tetrahedra from a label map or a closed surface, with a report on their quality. */
@Command(
        name = "mesh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Fills a vertebra, any mask or a closed surface with tetrahedra.",
        description = {
            "%nReads a label map (NIfTI or ImageJ TIFF) or a surface (STL, mm) and writes into a folder: mesh.inp"
                    + " (CalculiX, Abaqus), mesh.vtu (ParaView), surface.stl, quality.json, quality.png and mesh.png (cut"
                    + " open). Node and facet sets SUPERIOR and INFERIOR are the surfaces a vertebra is loaded through, or"
                    + " the two ends along --axis.%n"
        },
        footer = {
            "%nExamples:",
            "    vertebrafe mesh --labels labels.nii.gz --out mesh",
            "    vertebrafe mesh --labels labels.nii.gz --loading caps --axis 0,0,1 --edge 1.5 --growth 2 --out mesh",
            "    vertebrafe mesh --labels mask.nii.gz --label-preset mask --edge 1 --type tet4 --out mesh",
            "    vertebrafe mesh --stl bone.stl --edge 1.5 --axis 0,0,1 --end-depth 0.5 --out mesh",
            "%nExit status: 0 done, 2 bad input (the message says what to do), 1 anything else."
        })
final class MeshCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Solid solid;

    private static final class Solid {
        @Option(names = "--labels", paramLabel = "FILE", description = "Label map of a vertebra, or a mask.")
        private Path labels;

        @Option(names = "--stl", paramLabel = "FILE", description = "Closed surface in mm, binary or ASCII STL.")
        private Path stl;
    }

    @CommandLine.Mixin
    private LabelledSolid labelled = new LabelledSolid();

    @Option(
            names = "--edge",
            paramLabel = "MM",
            defaultValue = "2",
            description = "Mean edge of the elements, mm (default: ${DEFAULT-VALUE}).")
    private double edge;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "tet10",
            description = "tet10, quadratic with curved sides on the surface, or tet4 (default: ${DEFAULT-VALUE}).")
    private String type;

    @Option(
            names = "--growth",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many times longer edges may be deep inside: 1, 2, 4 or 8 (default: ${DEFAULT-VALUE}).")
    private int growth;

    @Option(
            names = "--flatten",
            paramLabel = "MM",
            defaultValue = "0",
            description =
                    "Make the endplates plane where they lie this near to the planes fitted to them, mm; 0 leaves them"
                            + " as they are (default: ${DEFAULT-VALUE}).")
    private double flatten;

    @Option(
            names = "--axis",
            paramLabel = "X,Y,Z",
            split = ",",
            arity = "1",
            description =
                    "Direction (LPS): of the load on a vertebra, instead of its own axis; the facets at the two ends"
                            + " of a surface or mask along it become the sets.")
    private List<Double> axis;

    @Option(
            names = "--end-depth",
            paramLabel = "MM",
            defaultValue = "0.5",
            description = "How deep the ends of a surface or mask reach, mm (default: ${DEFAULT-VALUE}).")
    private double endDepth;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the results.")
    private Path out;

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        TetSettings settings = new TetSettings(edge, type(), growth, flatten);
        EndFacets ends = axis == null ? null : new EndFacets(direction(), endDepth);
        Progress progress =
                quiet ? Progress.NONE : new TerminalProgress(spec.commandLine().getErr());
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            TetMesh mesh = solid.stl != null
                    ? TetMesher.surface(Stl.read(solid.stl), ends, settings, threads, progress)
                    : labelled.mesh(solid.labels, ends, settings, threads, progress);
            Files.createDirectories(out);
            Path name = (solid.stl != null ? solid.stl : solid.labels).getFileName();
            MeshResult result = new MeshResult(name.toString(), settings, mesh);
            result.write(out, progress);
            PrintWriter terminal = spec.commandLine().getOut();
            result.lines().forEach(terminal::println);
            terminal.printf(Locale.ROOT, "Results in %s%n", out);
            terminal.flush();
        }
        return CommandLine.ExitCode.OK;
    }

    private ElementType type() {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "tet10" -> ElementType.TET10;
            case "tet4" -> ElementType.TET4;
            default -> throw InputException.of("--type %s: choose tet10 or tet4.", type);
        };
    }

    private Vec3 direction() {
        if (axis.size() != 3) {
            throw InputException.of("--axis %s: three numbers are needed, for instance 0,0,1.", axis);
        }
        return new Vec3(axis.get(0), axis.get(1), axis.get(2));
    }
}
