package org.vertebrafe.cli;

import java.util.List;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import picocli.CommandLine.Option;

/** The point in a vertebral body that a segmentation starts from, on the command line. */
class SeedOptions {

    @Option(
            names = "--seed",
            paramLabel = "I,J,K",
            split = ",",
            hideParamSyntax = true,
            arity = "1",
            description = "Voxel in the vertebral body, counted from 0 in the file.")
    private List<Double> voxel;

    @Option(
            names = "--seed-mm",
            paramLabel = "X,Y,Z",
            split = ",",
            hideParamSyntax = true,
            arity = "1",
            description = "The same in mm, LPS: x to the left, y to posterior, z to superior.")
    private List<Double> position;

    /** Whether a point is named. */
    final boolean isGiven() {
        return voxel != null || position != null;
    }

    /** The point, LPS mm. */
    final Vec3 point(VoxelGrid grid) {
        return voxel != null
                ? grid.toPatient(three(voxel, 0), three(voxel, 1), three(voxel, 2))
                : new Vec3(three(position, 0), three(position, 1), three(position, 2));
    }

    private static double three(List<Double> numbers, int n) {
        if (numbers.size() != 3) {
            throw InputException.of("Seed %s: three numbers are needed, for instance 60,45,71.", numbers);
        }
        return numbers.get(n);
    }
}
