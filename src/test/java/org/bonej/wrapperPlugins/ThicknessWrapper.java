package org.bonej.wrapperPlugins;

import ij.ImagePlus;
import java.util.List;
import org.bonej.utilities.SharedTable;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Stand-in of the generation that takes an ImagePlus: tells how many voxels are 255, and what it was asked for. */
@Plugin(type = Command.class)
public class ThicknessWrapper extends ContextCommand {

    @Parameter
    private ImagePlus inputImage;

    @Parameter(choices = {"Trabecular thickness", "Trabecular separation", "Both"})
    private String mapChoice = "Trabecular thickness";

    @Parameter(required = false)
    private boolean showMaps = true;

    @Parameter(required = false)
    private boolean maskArtefacts = true;

    @Parameter(type = ItemIO.OUTPUT)
    private List<?> resultsTable;

    @Override
    public void run() {
        double edge = inputImage.getCalibration().pixelWidth;
        if (edge != inputImage.getCalibration().pixelHeight || edge != inputImage.getCalibration().pixelDepth) {
            // It asks whether to go on.
            throw new AssertionError("voxels are not cubes");
        }
        int count = 0;
        for (int k = 1; k <= inputImage.getStackSize(); k++) {
            int[] histogram = inputImage.getStack().getProcessor(k).getHistogram();
            count += histogram[255];
            if (histogram[0] + histogram[255] != inputImage.getWidth() * inputImage.getHeight()) {
                cancel("not binary");
            }
        }
        SharedTable.add("something else", "Tb.Th Mean (mm)", 99);
        SharedTable.add(inputImage.getTitle(), "Tb.Th Mean (mm)", count * edge);
        SharedTable.add(
                inputImage.getTitle(),
                "asked",
                mapChoice.equals("Trabecular thickness") && !showMaps && maskArtefacts ? 1 : 0);
        resultsTable = SharedTable.getTable();
    }
}
