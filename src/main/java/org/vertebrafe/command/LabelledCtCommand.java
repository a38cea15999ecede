package org.vertebrafe.command;

import ij.ImagePlus;
import java.util.List;
import org.scijava.plugin.Parameter;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.imagej.ImagePlusVolumes;

/** A command on a CT and the label map of its vertebra, with settings of an analysis. */
abstract class LabelledCtCommand extends SettingsCommand {

    static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    @Parameter(label = "CT", description = "CT in HU or image of bone density, voxel size in mm.", persist = false)
    ImagePlus ct;

    @Parameter(label = "Label map", description = "Tells the vertebra; same size as the CT.", persist = false)
    ImagePlus labels;

    /** The settings as they were given, the others at their default; the two images must be two. */
    final AnalysisConfig config(List<Settings.Item> offered) {
        ImagePlusVolumes.requireDistinct(ct, "CT", labels, "label map");
        return SETTINGS.with(SETTINGS.defaults(), SettingInputs.changes(this, offered));
    }
}
