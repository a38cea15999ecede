package org.vertebrafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.imagej.ImageFiles;
import org.vertebrafe.io.EditScripts;
import org.vertebrafe.io.Loaded;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.segmentation.edit.EditScript;
import org.vertebrafe.segmentation.edit.EditSession;
import org.vertebrafe.segmentation.edit.LabelStatistics;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vertebrafe edit}: does a recorded correction of a label map again. */
@Command(
        name = "edit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Does the recorded corrections of a label map again.",
        description = {
            "%nReads the label map that was corrected in Fiji (Plugins > VertebraFE > Edit Vertebra Labels) and the"
                    + " script saved there, and writes the corrected labels on the same grid. The script knows the labels"
                    + " it starts from by their checksum and those it leads to.%n"
        },
        footer = {
            "%nExample:",
            "    vertebrafe edit --labels labels.nii.gz --ct ct.nii.gz --script edits.json --out corrected.nii.gz",
            "%nExit status: 0 done, 2 bad input (the message says what to do), 1 anything else."
        })
final class EditCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "The label map that the correction started from, NIfTI or ImageJ TIFF; left out where it started"
                            + " with none.")
    private Path labels;

    @Option(
            names = "--ct",
            paramLabel = "FILE",
            description = "CT on the same grid; needed where the script has ranges of HU, hints or seeds.")
    private Path ct;

    @Option(names = "--script", paramLabel = "FILE", required = true, description = "The edits, JSON.")
    private Path script;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where to write the corrected labels, .nii or .nii.gz.")
    private Path out;

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        if (!ImageFiles.isNifti(out)) {
            throw InputException.of("Label file %s: its name must end in .nii or .nii.gz.", out);
        }
        Progress progress =
                quiet ? Progress.NONE : new TerminalProgress(spec.commandLine().getErr());
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            EditScript edits = EditScripts.read(script);
            List<String> warnings = new ArrayList<>();
            Optional<Volume> image = Optional.empty();
            if (ct != null) {
                Loaded<Volume> loaded = ImageFiles.readVolume(ct, threads, progress);
                warnings.addAll(loaded.warnings());
                image = Optional.of(loaded.image());
            }
            EditSession session = new EditSession(before(image, warnings), image);
            if (!session.replay(edits, threads, progress)) {
                warnings.add("The edits led to other labels than when they were recorded (" + edits.program()
                        + "): another version of the program segments differently. Look at the result.");
            }
            if (out.toAbsolutePath().getParent() != null) {
                Files.createDirectories(out.toAbsolutePath().getParent());
            }
            Nifti.write(session.result(), out, progress);
            print(session, edits, warnings);
        }
        return CommandLine.ExitCode.OK;
    }

    /** The labels that the correction started from. */
    private Labels before(Optional<Volume> image, List<String> warnings) throws IOException {
        if (labels == null) {
            VoxelGrid grid = image.orElseThrow(
                            () -> new InputException("--labels or --ct is needed: without either there is no grid."))
                    .grid();
            return new Labels(grid, new short[grid.voxels()]);
        }
        Loaded<Labels> loaded = ImageFiles.readLabels(labels);
        warnings.addAll(loaded.warnings());
        return loaded.image();
    }

    private void print(EditSession session, EditScript edits, List<String> warnings) {
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.printf(Locale.ROOT, "%d edits replayed%n", edits.operations().size());
        terminal.println("label     before mm3      after mm3      added mm3    removed mm3    Dice");
        for (LabelStatistics s : session.statistics()) {
            terminal.printf(
                    Locale.ROOT,
                    "%5d %14.1f %14.1f %14.1f %14.1f %7.4f%n",
                    s.label(),
                    s.before(),
                    s.after(),
                    s.added(),
                    s.removed(),
                    s.dice());
        }
        terminal.println("written: " + out);
        warnings.forEach(warning -> terminal.println("warning: " + warning));
        terminal.flush();
    }
}
