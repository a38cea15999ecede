package org.vertebrafe.calibration.rods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.vertebrafe.calibration.Phantom;
import org.vertebrafe.calibration.PhantomCatalogue;

/** A few of the random scans of {@code scripts/rod-trials}, one of each phantom, both kernels, with and without cuts. */
class RodTrialsTest {

    /** Chosen for what they scan, and because their stacks are quickly scanned. */
    private static final long[] SEEDS = {16, 17, 27, 30, 31, 36, 38};

    private static final List<Phantom> ALL = PhantomCatalogue.shipped().phantoms();

    @Test
    void phantomsUnderAVirtualPatientAreFoundAndTheTrueLineComesBack() {
        List<RodTrial.Outcome> outcomes = LongStream.of(SEEDS)
                .mapToObj(RodTrial::new)
                .map(trial -> trial.run(trial.scan(TaskExecutors.multiThreaded()), ALL, TaskExecutors.multiThreaded()))
                .toList();
        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.isRight()).as(outcome.toString()).isTrue();
            if (outcome.trial().isClinical()) {
                assertThat(Math.abs(outcome.slopeError()))
                        .as(outcome.toString())
                        .isLessThan(0.005);
                assertThat(Math.abs(outcome.interceptError()))
                        .as(outcome.toString())
                        .isLessThan(1);
            }
        });
        assertThat(outcomes).filteredOn(outcome -> outcome.trial().isClinical()).hasSizeGreaterThanOrEqualTo(3);
    }
}
