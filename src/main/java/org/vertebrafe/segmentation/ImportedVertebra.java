package org.vertebrafe.segmentation;

import java.util.List;
import org.vertebrafe.image.Labels;

/**
 * One vertebra of somebody's label map on the grid of a CT, in the program's own numbering.
 *
 * @param labels preset "vertebrafe" of {@link LabelRoles}
 * @param tissues the same
 * @param shell whether the cortex of the body is a shell of stated thickness, since the map does not tell it
 * @param inside part of the vertebra that lies within the CT, 0..1
 * @param steps what was done to the labels, whole sentences
 * @param warnings what speaks against them, whole sentences
 */
public record ImportedVertebra(
        Labels labels, TissueMap tissues, boolean shell, double inside, List<String> steps, List<String> warnings) {

    public ImportedVertebra {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }
}
