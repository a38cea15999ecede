package org.vertebrafe.segmentation.edit;

import org.vertebrafe.base.Vec3;

/**
 * A point of which a person knows the label.
 *
 * @param at voxel coordinates in the LPS order
 * @param label what it belongs to; 0: to none
 */
public record Hint(Vec3 at, int label) {

    public Hint {
        at = Operation.rounded(at);
        Operation.checkLabel(label);
    }
}
