package org.vertebrafe.fem.linalg;

import java.util.BitSet;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Progress;

/** The contract of a solver, for bricks on a grid. */
abstract class BrickMultigridContract extends MultigridContract {

    /** How the hierarchy is built. */
    abstract BrickMultigrid.Options options();

    @Override
    ConjugateGradients solver() {
        return ConjugateGradients.brickMultigrid(options());
    }

    @Override
    BrickMultigrid preconditioner(ConstrainedSystem system) {
        return options().build(system, TaskExecutors.singleThreaded(), Progress.NONE);
    }

    @Override
    ConstrainedSystem system(VoxelModel model, BitSet fixed, int... modes) {
        ConstrainedSystem stored = model.system(fixed, modes);
        return new ConstrainedSystem(model.bricks(), fixed, stored.coordinates(), stored.floating());
    }
}
