package org.vertebrafe.segmentation.edit;

import java.util.Optional;
import java.util.function.Predicate;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/** Label maps of analytic shapes to be corrected. */
final class EditFixture {

    private EditFixture() {}

    static EditSession empty(VoxelGrid grid) {
        return new EditSession(new Labels(grid, new short[grid.voxels()]), Optional.empty());
    }

    /** Voxels whose centre lies in a shape, in mm on an aligned grid. */
    static Labels shape(VoxelGrid grid, int label, Predicate<Vec3> shape) {
        return add(grid, new short[grid.voxels()], label, shape);
    }

    static Labels add(VoxelGrid grid, short[] values, int label, Predicate<Vec3> shape) {
        for (int at = 0; at < values.length; at++) {
            if (shape.test(centre(grid, at))) {
                values[at] = (short) label;
            }
        }
        return new Labels(grid, values);
    }

    static Vec3 centre(VoxelGrid grid, int at) {
        return grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), at / grid.nx() / grid.ny());
    }

    static Predicate<Vec3> ball(Vec3 middle, double radius) {
        return p -> p.minus(middle).norm() <= radius;
    }

    static Region apply(EditSession session, Operation operation) {
        return session.apply(operation, TaskExecutors.singleThreaded(), Progress.NONE);
    }

    static double volume(EditSession session, int label) {
        return session.count(label) * session.grid().voxelVolume();
    }

    static Volume hu(VoxelGrid grid, java.util.function.ToDoubleFunction<Vec3> values) {
        float[] hu = new float[grid.voxels()];
        for (int at = 0; at < hu.length; at++) {
            hu[at] = (float) values.applyAsDouble(centre(grid, at));
        }
        return new Volume(grid, hu);
    }
}
