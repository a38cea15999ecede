package org.vertebrafe.analysis;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.Labels;
import org.vertebrafe.segmentation.LabelRoles;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.WholeVertebra;

/**
 * The label map of a vertebra read by the configured numbering, its body told from the posterior elements.
 *
 * @param map on the image's grid
 * @param remarks what was done to it, sentences for the user
 */
record InputTissues(TissueMap map, List<String> remarks) {

    static InputTissues of(AnalysisInput input, AnalysisConfig config) {
        TissueMap tissues = TissueMap.of(input.labels(), roles(config, input.labels()));
        List<String> remarks = List.of();
        if (input.bodyMask().isPresent()) {
            tissues = tissues.divide(input.bodyMask().get());
        } else if (WholeVertebra.isIn(tissues)) {
            tissues = WholeVertebra.divide(tissues);
            remarks = List.of(WholeVertebra.METHOD);
        }
        // On the image's grid from here on: the label map's may differ from it by rounding.
        return new InputTissues(new TissueMap(input.image().grid(), tissues.codes()), remarks);
    }

    private static LabelRoles roles(AnalysisConfig config, Labels labels) {
        return roles(config.labelPreset(), config.labelRoles(), config.level(), labels);
    }

    /**
     * The numbering of a label map.
     *
     * @param preset one of {@link LabelRoles#PRESETS} or "custom"
     * @param custom for "custom": number=role pairs
     * @param level vertebra wanted where the preset numbers vertebrae; may be empty
     * @param labels the map
     */
    static LabelRoles roles(String preset, String custom, String level, Labels labels) {
        if (!preset.equals("custom")) {
            return LabelRoles.preset(preset, level, labels);
        }
        Map<Integer, String> roles = new TreeMap<>();
        for (String pair : custom.split(",")) {
            String[] parts = pair.trim().split("\\s*=\\s*");
            if (parts.length != 2 || !parts[0].matches("\\d{1,9}")) {
                throw InputException.of(
                        "labelRoles = \"%s\": expected number=role pairs such as 1=body,2=process.", custom);
            }
            if (roles.put(Integer.valueOf(parts[0]), parts[1]) != null) {
                throw InputException.of("labelRoles = \"%s\": label %s has two roles; name it once.", custom, parts[0]);
            }
        }
        return LabelRoles.custom(roles);
    }
}
