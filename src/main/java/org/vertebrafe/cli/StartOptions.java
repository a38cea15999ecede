package org.vertebrafe.cli;

import java.util.List;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.oneclick.Start;
import picocli.CommandLine.Option;

/** What a segmentation starts from, on the command line: a point, a box, or nothing but the image. */
class StartOptions extends SeedOptions {

    @Option(
            names = "--box",
            paramLabel = "I,J,K,I,J,K",
            split = ",",
            hideParamSyntax = true,
            arity = "1",
            description = "Two opposite voxels of a box around the vertebral body, counted from 0 in the file.")
    private List<Double> box;

    @Option(names = "--auto", description = "Find all vertebral bodies and list them; --pick chooses.")
    private boolean auto;

    /** Whether the vertebrae are to be found. */
    final boolean isAuto() {
        return auto;
    }

    /** Whether labels are to be made from the image. */
    final boolean isStart() {
        return auto || box != null || isGiven();
    }

    /** The point or box. */
    final Start start(VoxelGrid grid) {
        if (box == null) {
            return new Start.Point(point(grid));
        }
        return new Start.Box(
                grid.toPatient(number(0), number(1), number(2)), grid.toPatient(number(3), number(4), number(5)));
    }

    private double number(int n) {
        if (box.size() != 6) {
            throw InputException.of("Box %s: six numbers are needed, for instance 40,25,62,78,58,80.", box);
        }
        return box.get(n);
    }
}
