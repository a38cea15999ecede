package org.vertebrafe.segmentation.edit;

import java.util.List;
import org.vertebrafe.image.VoxelGrid;

/**
 * A correction that can be done again.
 *
 * @param program name and version of the program that wrote it
 * @param grid where the labels lie, in LPS order
 * @param labels SHA-256 of the labels that it starts from, {@link EditSession#hash}
 * @param result SHA-256 of the labels that it leads to
 * @param operations what is done, in order
 */
public record EditScript(String program, VoxelGrid grid, String labels, String result, List<Operation> operations) {

    public EditScript {
        operations = List.copyOf(operations);
    }
}
