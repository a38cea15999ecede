package org.vertebrafe.segmentation.oneclick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.segmentation.VertebralFrame;

/** What a person knows moves the body's surface and the cut behind it, beyond the voxels that were named. */
class ConstraintsTest {

    private static TaskExecutor threads;
    private static Volume ct;
    private static VoxelGrid grid;
    private static Vec3 seed;
    private static Segmentation free;
    private static VertebralFrame frame;

    @BeforeAll
    static void segment() throws IOException {
        threads = TaskExecutors.fixedThreadPool(2);
        ct = Nifti.readVolume(Path.of("test-images/synthetic-L2-ct.nii.gz")).image();
        grid = ct.grid();
        seed = grid.toPatient(42, 32, 18);
        free = segment(SegmentationSettings.WHOLE);
        frame = free.frame();
    }

    @AfterAll
    static void stop() {
        threads.close();
    }

    private static Segmentation segment(SegmentationSettings settings) {
        return VertebraSegmenter.segment(ct, seed, settings, threads, Progress.NONE);
    }

    private static Constraints known(Constraints.Known what, Predicate<Vec3> where) {
        List<Integer> voxels = new ArrayList<>();
        for (int at = 0; at < grid.voxels(); at++) {
            if (where.test(place(at))) {
                voxels.add(at);
            }
        }
        Constraints.Known[] known = new Constraints.Known[voxels.size()];
        Arrays.fill(known, what);
        return Constraints.of(grid, voxels.stream().mapToInt(Integer::intValue).toArray(), known);
    }

    private static Vec3 place(int at) {
        return grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), at / grid.nx() / grid.ny());
    }

    private static int count(Labels labels, IntPredicate label, Predicate<Vec3> where) {
        int count = 0;
        for (int at = 0; at < grid.voxels(); at++) {
            count += label.test(labels.get(at)) && where.test(place(at)) ? 1 : 0;
        }
        return count;
    }

    private static boolean isBody(int label) {
        return label == Segmentation.TRABECULAR_BODY || label == Segmentation.CORTICAL_BODY;
    }

    /** The front of the body at mid-height, moved forward. */
    private static Vec3 front(double ahead) {
        Vec3 p = frame.bodyCentre();
        while (count(free.labels(), ConstraintsTest::isBody, near(p, 1.2)) > 0) {
            p = p.plus(frame.anterior().times(0.5));
        }
        return p.plus(frame.anterior().times(ahead));
    }

    private static Predicate<Vec3> near(Vec3 middle, double radius) {
        return p -> p.minus(middle).norm() < radius;
    }

    @Test
    void theBodysSurfacePassesOutsideOfWhatIsKnownToBeBody() {
        Vec3 middle = front(1.5);
        Predicate<Vec3> painted = near(middle, 3.5);
        int all = count(free.labels(), label -> true, painted);
        assertThat(count(free.labels(), ConstraintsTest::isBody, painted)).isLessThan(all / 3);
        Labels bent = segment(SegmentationSettings.BODY.knowing(known(Constraints.Known.BODY, painted)))
                .labels();
        assertThat(count(bent, ConstraintsTest::isBody, painted)).isGreaterThan(3 * all / 4);
        // Not the painted voxels alone: the surface around them came along, the far side stayed.
        Predicate<Vec3> beside = p -> near(middle, 7).test(p) && !painted.test(p);
        assertThat(count(bent, ConstraintsTest::isBody, beside))
                .isGreaterThan(count(free.labels(), ConstraintsTest::isBody, beside));
        Predicate<Vec3> far = p -> p.minus(frame.bodyCentre()).dot(frame.anterior()) < 0;
        assertThat(count(bent, ConstraintsTest::isBody, far))
                .isCloseTo(count(free.labels(), ConstraintsTest::isBody, far), withinPercentage(0.1));
    }

    @Test
    void theBodysSurfacePassesInsideOfWhatIsKnownNotToBe() {
        Vec3 middle = front(-3);
        Predicate<Vec3> erased = near(middle, 3);
        int before = count(free.labels(), ConstraintsTest::isBody, erased);
        Labels bent = segment(SegmentationSettings.BODY.knowing(known(Constraints.Known.OUTSIDE, erased)))
                .labels();
        assertThat(count(bent, ConstraintsTest::isBody, erased)).isLessThan(before / 4);
    }

    /** A stroke across a process takes off all of it that hangs on the stroke, which pasting voxels would not. */
    @Test
    void theCutTakesOffWhatHangsOnWhatIsKnownToBeForeign() {
        Vec3 tip = farthest();
        Vec3 back = frame.anterior().times(-1);
        double end = tip.minus(frame.bodyCentre()).dot(back);
        // A slab 2 mm thick, 6 mm ahead of the process's tip.
        Predicate<Vec3> stroke = p -> {
            double d = p.minus(frame.bodyCentre()).dot(back);
            return d > end - 8 && d < end - 6 && p.minus(tip).norm() < 16;
        };
        Predicate<Vec3> behind = p -> p.minus(frame.bodyCentre()).dot(back) > end - 6;
        int before = count(free.labels(), label -> label > 0, behind);
        assertThat(before).isGreaterThan(10);
        Labels cut = segment(SegmentationSettings.WHOLE.knowing(known(Constraints.Known.OUTSIDE, stroke)))
                .labels();
        assertThat(count(cut, label -> label > 0, behind)).isLessThan(before / 10);
        assertThat(count(cut, ConstraintsTest::isBody, p -> true))
                .isEqualTo(count(free.labels(), ConstraintsTest::isBody, p -> true));
    }

    /** The voxel of the posterior elements that is farthest behind the body. */
    private static Vec3 farthest() {
        Vec3 best = frame.bodyCentre();
        for (int at = 0; at < grid.voxels(); at++) {
            Vec3 p = place(at);
            if (free.labels().get(at) > 2 && p.minus(best).dot(frame.anterior()) < 0) {
                best = p;
            }
        }
        return best;
    }
}
