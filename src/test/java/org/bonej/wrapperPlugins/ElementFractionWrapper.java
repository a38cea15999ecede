package org.bonej.wrapperPlugins;

import java.util.List;
import org.bonej.utilities.SharedTable;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Stand-in of the generation that takes a Dataset. */
@Plugin(type = Command.class)
public class ElementFractionWrapper extends ContextCommand {

    @Parameter
    private StandInDataset inputDataset;

    @Parameter(type = ItemIO.OUTPUT)
    private List<?> resultsTable;

    @Override
    public void run() {
        SharedTable.add(inputDataset.image().getTitle(), "Volume Ratio", 0.25);
        resultsTable = SharedTable.getTable();
    }
}
