package org.vertebrafe.command;

import java.util.List;
import org.scijava.command.DynamicCommandInfo;
import org.scijava.module.DefaultMutableModuleItem;
import org.scijava.module.MutableModuleItem;
import org.vertebrafe.base.InputException;

/** The inputs of "Calibrate CT Density..." that are no settings: where the rods come from and where the line goes. */
final class CalibrateInputs {

    static final String RODS = "rods";
    static final String SAVE = "save";
    static final String PLOT = "plot";

    private static final String FIND = "find";
    private static final String ROIS = "rois";

    private CalibrateInputs() {}

    static void declare(DynamicCommandInfo info) {
        MutableModuleItem<String> rods = SettingInputs.text(
                info,
                RODS,
                "Rods",
                "find: look for the rods; rois: measure the circles named like \"rod A first (mindways-model3)\" in the"
                        + " ROI Manager or overlay, after you moved them.");
        rods.setChoices(List.of(FIND, ROIS));
        rods.setDefaultValue(FIND);
        SettingInputs.text(
                        info,
                        SAVE,
                        "Save to",
                        "JSON file to keep the calibration in for other scans of this scanner; may be empty.")
                .setWidgetStyle("save");
        MutableModuleItem<Boolean> plot = new DefaultMutableModuleItem<>(info, PLOT, Boolean.class);
        plot.setLabel("Show fit plot");
        plot.setDescription("Opens the line through the rods as a plot.");
        plot.setRequired(false);
        plot.setPersisted(false);
        plot.setDefaultValue(true);
        info.addInput(plot);
    }

    /**
     * Whether rods that a person marked are measured.
     *
     * @throws InputException if the choice is none of those offered
     */
    static boolean rois(String choice) {
        if (!List.of(FIND, ROIS).contains(choice)) {
            throw InputException.of("Rods \"%s\": choose %s or %s.", choice, FIND, ROIS);
        }
        return choice.equals(ROIS);
    }
}
