package org.vertebrafe.segmentation.oneclick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.io.Nifti;

class SpineFinderTest {

    private static final Path DATA = Path.of("../shared/data/torso-ct");

    /** A seed so far from the middle of a body finds it, mm. */
    private static final double SEED = 6;

    private static List<FoundBody> find(Volume ct) {
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(2)) {
            return SpineFinder.find(ct, threads, Progress.NONE);
        }
    }

    /** L1 to L5 are inside and a hip prosthesis; L2 and L4 were labelled by others. */
    @Test
    void findsTheLumbarSpineOfARealTorso() throws IOException {
        Volume ct = Nifti.readVolume(DATA.resolve("ct.nii.gz")).image();
        Labels vertebrae = Nifti.readLabels(DATA.resolve("labels_L2_L4.nii.gz")).image();
        Labels bodies = Nifti.readLabels(DATA.resolve("bodies_L2_L4.nii.gz")).image();
        List<FoundBody> found = find(ct);
        int two = nearest(found, middle(vertebrae, bodies, 30), SEED);
        int four = nearest(found, middle(vertebrae, bodies, 28), SEED);
        assertThat(four).isEqualTo(two + 2);
        assertThat(found.stream().filter(FoundBody::complete).count()).isEqualTo(5);
        assertThat(found.get(two - 1).complete()).as("L1").isTrue();
        assertThat(found.get(four + 1).complete()).as("L5").isTrue();
        for (int n = 0; n < found.size(); n++) {
            assertThat(found.get(n).label()).isEqualTo("vertebra " + (n + 1) + " from the top");
            if (n > 0) {
                Vec3 step = found.get(n - 1).centre().minus(found.get(n).centre());
                assertThat(step.z()).isPositive();
                assertThat(step.norm()).isBetween(25.0, 45.0);
            }
        }
    }

    private static Vec3 middle(Labels vertebrae, Labels bodies, int label) {
        VoxelGrid grid = vertebrae.grid();
        int[] at = IntStream.range(0, grid.voxels())
                .filter(v -> vertebrae.get(v) == label && bodies.get(v) != 0)
                .toArray();
        return Arrays.stream(at)
                .mapToObj(v -> grid.toPatient(v % grid.nx(), v / grid.nx() % grid.ny(), v / grid.nx() / grid.ny()))
                .reduce(Vec3.ZERO, Vec3::plus)
                .times(1.0 / at.length);
    }

    private static int nearest(List<FoundBody> found, Vec3 middle, double within) {
        int best = IntStream.range(0, found.size())
                .boxed()
                .min((a, b) -> Double.compare(
                        found.get(a).centre().minus(middle).norm(),
                        found.get(b).centre().minus(middle).norm()))
                .orElseThrow();
        assertThat(found.get(best).centre().minus(middle).norm()).isLessThan(within);
        return best;
    }

    @Test
    void findsThreeSyntheticVertebrae() {
        List<FoundBody> found = find(SpineOfThree.scan());
        assertThat(found).hasSize(3).allMatch(FoundBody::complete);
        for (int n = 0; n < 3; n++) {
            assertThat(found.get(n).fromTop()).isEqualTo(n + 1);
            assertThat(found.get(n).centre().minus(SpineOfThree.MIDDLES.get(n)).norm())
                    .as("vertebra %d", n + 1)
                    .isLessThan(3);
        }
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        VoxelGrid grid = VoxelGrid.aligned(40, 40, 40, 3, 3, 3);
        float[] hu = new float[grid.voxels()];
        for (int at = 0; at < hu.length; at++) {
            hu[at] = at % 40 < 20 ? -1000 : at % 997 == 0 ? 400 : 40 + at % 7;
        }
        assertThat(find(new Volume(grid, hu))).isEmpty();
    }

    @Test
    void refusesWhatIsNoCtAndStopsWhenCancelled() {
        Volume thick = new Volume(VoxelGrid.aligned(20, 20, 20, 1, 1, 5), new float[8000]);
        assertThatThrownBy(() -> find(thick)).isInstanceOf(InputException.class).hasMessageContaining("thinner");
        Progress cancelled = new Progress() {
            @Override
            public void report(String stage, double fraction) {
                // Nobody listens.
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        Volume ct = SpineOfThree.scan();
        assertThatThrownBy(() -> SpineFinder.find(ct, TaskExecutors.singleThreaded(), cancelled))
                .isInstanceOf(CancelledException.class);
    }
}
