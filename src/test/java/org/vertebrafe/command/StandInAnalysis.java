package org.vertebrafe.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.util.List;
import java.util.function.Consumer;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.command.DynamicCommand;
import org.scijava.command.DynamicCommandInfo;
import org.scijava.module.DefaultMutableModuleItem;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.Task;
import org.scijava.task.TaskService;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;

/** A command built as the analysis is, inputs added by program, that only writes down what it was given. */
@Plugin(
        type = Command.class,
        description = "Writes down what it was given.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Stand-In Analysis...", weight = 10)
        })
public class StandInAnalysis extends DynamicCommand {

    @Parameter(label = "CT", description = "CT of the spine in HU.", persist = false)
    private ImagePlus ct;

    @Parameter(label = "Labels", description = "Vertebrae as labels 1..255.", persist = false)
    private ImagePlus labels;

    @Parameter
    private TaskService taskService;

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus stress;

    @Parameter(type = ItemIO.OUTPUT, label = "Stand-in results")
    private ResultsTable results;

    @Override
    public DynamicCommandInfo getInfo() {
        DynamicCommandInfo info = super.getInfo();
        if (info.getInput("law") == null) {
            add(info, "law", String.class, "Density-modulus law", "kopperdahl", item -> {
                item.setChoices(List.of("kopperdahl", "morgan", "a law with spaces"));
                item.setDescription("How stiff bone of a given density is. The law decides the result more than any"
                        + " other setting: compare only vertebrae that were computed with the same.");
            });
            add(info, "voxel", Double.class, "Element size [mm]", 1.0, item -> {
                item.setMinimumValue(0.2);
                item.setMaximumValue(5.0);
                item.setDescription("Edge length of the hexahedra, mm.");
            });
            add(info, "floor", Double.class, "Modulus floor [MPa]", 0.1, item -> {
                item.setMaximumValue(1.0);
                item.setVisibility(ItemVisibility.INVISIBLE);
            });
            add(info, "poisson", Double.class, "Poisson's ratio", 0.3, item -> {
                item.setMinimumValue(0.0);
                item.setMaximumValue(0.499);
            });
            add(info, "level", Integer.class, "Label of the vertebra", 30, item -> {
                item.setMinimumValue(1);
                item.setMaximumValue(65535);
            });
            add(
                    info,
                    "plates",
                    Boolean.class,
                    "PMMA plates",
                    true,
                    item -> item.setDescription("Adds plates of cement."));
            add(info, "report", String.class, "Report file", "", item -> item.setWidgetStyle("file"));
            add(info, "seconds", Double.class, "Duration [s]", 0.0, item -> item.setMinimumValue(0.0));
        }
        return info;
    }

    private <T> void add(
            DynamicCommandInfo info,
            String name,
            Class<T> type,
            String label,
            T preset,
            Consumer<DefaultMutableModuleItem<T>> settings) {
        DefaultMutableModuleItem<T> item = new DefaultMutableModuleItem<>(info, name, type);
        item.setLabel(label);
        item.setDefaultValue(preset);
        item.setPersisted(false);
        settings.accept(item);
        info.addInput(item);
    }

    @Override
    public void run() {
        Failures.guard(this, this::work);
    }

    private void work() {
        if (ct == labels) {
            throw new InputException("CT and labels are the same image.");
        }
        Task task = taskService.createTask("Stand-in");
        double seconds = (Double) getInput("seconds");
        task.setProgressMaximum(100);
        task.start();
        try {
            for (int i = 0; i < 100 && seconds > 0; i++) {
                if (task.isCanceled()) {
                    throw new CancelledException();
                }
                task.setStatusMessage("step " + i);
                task.setProgressValue(i);
                Thread.sleep((long) (10 * seconds));
            }
        } catch (InterruptedException e) {
            throw new CancelledException();
        } finally {
            task.finish();
        }
        results = ResultsTable.getResultsTable();
        results.addRow();
        results.addLabel(ct.getTitle());
        for (String name : List.of("law", "voxel", "floor", "poisson", "level", "plates", "report")) {
            results.addValue(name, String.valueOf(getInput(name)));
        }
        results.show("Results");
        stress = labels.duplicate();
        stress.setTitle("stress of " + ct.getTitle());
    }
}
