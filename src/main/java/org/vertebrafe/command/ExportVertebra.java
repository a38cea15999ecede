package org.vertebrafe.command;

import ij.ImagePlus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.analysis.ResultFiles;
import org.vertebrafe.base.InputException;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.ResultPictures;
import org.vertebrafe.imagej.maps.MappedResult;

/** Saves a result that is still with its images, in the formats of other programs. */
@Plugin(
        type = Command.class,
        description = "Saves an analysed vertebra: numbers, NIfTI maps, mesh for ParaView, surface, CalculiX input.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Export Vertebra Result...", weight = 28)
        })
public class ExportVertebra extends GuidedCommand {

    @Parameter
    private TaskService tasks;

    @Parameter(label = "CT or map", description = "The CT that was analysed, or a map of it.", persist = false)
    private ImagePlus image;

    @Parameter(
            label = "Folder",
            description = "Made where it does not exist; files of the same names are replaced.",
            style = "directory",
            persist = false)
    private String folder = "";

    @Parameter(label = "Numbers (JSON, CSV)", description = "result.json and result.csv.", persist = false)
    private boolean numbers = true;

    @Parameter(
            label = "Maps (NIfTI)",
            description = "Names with commas between them, or standard, all or none.",
            persist = false)
    private String maps = "standard";

    @Parameter(label = "Mesh (VTU)", description = "model.vtu with all quantities, for ParaView.", persist = false)
    private boolean vtu = true;

    @Parameter(label = "Surface (STL)", description = "surface.stl, patient coordinates in mm.", persist = false)
    private boolean stl = false;

    @Parameter(
            label = "Model (CalculiX, Abaqus)",
            description = "model.inp, which CalculiX and Abaqus solve to the same stiffness.",
            persist = false)
    private boolean inp = false;

    @Parameter(label = "Pictures (PNG)", description = "Midplanes with stress and modulus.", persist = false)
    private boolean pictures = false;

    @Override
    public void run() {
        Failures.guard(this, this::export);
    }

    private void export() {
        AnalysisResult result = MappedResult.require(image).result();
        Set<MapQuantity> mapped = MapQuantity.ofList(maps == null ? "none" : maps);
        if (folder == null || folder.isBlank()) {
            throw new InputException("No folder is given: choose one to save to.");
        }
        Path to = Path.of(folder.trim());
        ResultFiles.prepare(to);
        try (TaskProgress progress = new TaskProgress(tasks, "Export Vertebra Result", this)) {
            ResultFiles.writeMaps(result, to, mapped, progress);
            if (vtu) {
                ResultFiles.writeVtu(result, to.resolve("model.vtu"), progress);
            }
            if (stl) {
                ResultFiles.writeStl(result, to.resolve("surface.stl"));
            }
            if (inp) {
                ResultFiles.writeInp(result, to.resolve("model.inp"), progress);
            }
            if (pictures) {
                ResultPictures.write(result, to);
            }
            if (numbers) {
                ResultFiles.writeNumbers(result, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
