package org.vertebrafe.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Vec3;

class TaperedRodTest {

    /** What is skipped as too far must be: scans stay the same bit for bit. */
    @Test
    void whatIsBeyondALimitIsNotNearer() {
        SplittableRandom random = new SplittableRandom(3);
        int beyond = 0;
        for (int n = 0; n < 20_000; n++) {
            TaperedRod rod = new TaperedRod(
                    new Vec3(random.nextDouble(-5, 5), 0, 0),
                    new Vec3(random.nextDouble(-5, 5), random.nextDouble(4, 20), random.nextDouble(-8, 8)),
                    new Vec3(0, 0, 1),
                    random.nextDouble(2, 6),
                    random.nextDouble(2, 9),
                    random.nextDouble(2, 6),
                    random.nextDouble(2, 9));
            double x = random.nextDouble(-40, 40);
            double y = random.nextDouble(-40, 60);
            double z = random.nextDouble(-40, 40);
            double limit = random.nextDouble(-3, 12);
            if (rod.isBeyond(x, y, z, limit)) {
                beyond++;
                assertThat(rod.distance(x, y, z)).isGreaterThanOrEqualTo(limit);
            }
        }
        assertThat(beyond).isGreaterThan(3000);
    }
}
