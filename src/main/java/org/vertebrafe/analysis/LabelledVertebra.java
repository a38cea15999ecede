package org.vertebrafe.analysis;

import java.util.ArrayList;
import java.util.List;
import org.vertebrafe.image.Labels;
import org.vertebrafe.segmentation.LabelImport;
import org.vertebrafe.segmentation.TissueMap;

/**
 * A vertebra of a label map without its CT: body and posterior elements, cortex and cancellous bone told apart.
 *
 * @param tissues what each voxel is
 * @param remarks what was done to the labels, whole sentences
 */
public record LabelledVertebra(TissueMap tissues, List<String> remarks) {

    /**
     * Reads one vertebra.
     *
     * @param labels the map
     * @param config label numbering, roles, level
     */
    public static LabelledVertebra of(Labels labels, AnalysisConfig config) {
        List<String> remarks = new ArrayList<>();
        TissueMap tissues = LabelImport.divided(
                labels,
                InputTissues.roles(config.labelPreset(), config.labelRoles(), config.level(), labels),
                ImportedLabels.CORTEX,
                remarks);
        return new LabelledVertebra(tissues, List.copyOf(remarks));
    }
}
