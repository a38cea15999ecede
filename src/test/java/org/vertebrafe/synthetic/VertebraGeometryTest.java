package org.vertebrafe.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Vec3;

class VertebraGeometryTest {

    private static final double H = 1e-5;

    @Test
    void roundRodOfConstantSectionHasTheExactDistanceOfACapsule() {
        Vec3 from = new Vec3(1, 2, 3);
        Vec3 to = new Vec3(5, 5, 15);
        TaperedRod rod = new TaperedRod(from, to, new Vec3(1, 0, 0), 2.5, 2.5, 2.5, 2.5);
        Vec3 axis = to.minus(from);
        SplittableRandom random = new SplittableRandom(1);
        for (int n = 0; n < 1000; n++) {
            Vec3 p = new Vec3(random.nextDouble(-5, 10), random.nextDouble(-5, 10), random.nextDouble(-5, 20));
            double t = Math.max(0, Math.min(1, p.minus(from).dot(axis) / axis.dot(axis)));
            double exact = p.minus(from.plus(axis.times(t))).norm() - 2.5;
            assertThat(rod.distance(p.x(), p.y(), p.z())).isCloseTo(exact, within(1e-9));
        }
    }

    @Test
    void theBodyHasTheWidthDepthAndWaistAsked() {
        BodySolid body = new BodySolid(BodyShape.LUMBAR);
        double[] d = new double[2];
        // On the wall at mid-height the waist has taken its depth.
        body.distances(22.5 - 3.0, 0, 0, d);
        assertThat(d[0]).isCloseTo(0, within(1e-9));
        assertThat(body.gauge(22.5, 0)).isCloseTo(1, within(1e-12));
        assertThat(body.gauge(0, -16.5)).isCloseTo(1, within(1e-12));
        // On the axis the endplates are as deep as asked and as thick.
        body.distances(0, 0, 13.5 - 1.8, d);
        assertThat(d[0]).isCloseTo(0, within(1e-9));
        body.distances(0, 0, -(13.5 - 2.4 - 0.6), d);
        assertThat(d[1]).isCloseTo(0, within(1e-9));
    }

    @Test
    void distancesAreTrueAtTheFreeWallAndNeverTooLongAtAnySurface() {
        VertebraGeometry geometry = new VertebraGeometry(SyntheticVertebra.lumbar(1));
        double[] d = new double[VertebraGeometry.COUNT];
        SplittableRandom random = new SplittableRandom(2);
        int wall = 0;
        for (int n = 0; n < 1_000_000; n++) {
            Vec3 p = point(random);
            geometry.distances(p.x(), p.y(), p.z(), d);
            if (Math.abs(d[VertebraGeometry.OUTER]) < 0.05) {
                double slope = gradient(geometry, p, VertebraGeometry.OUTER);
                // Seams shorten the gradient and thicken the cortex; tapering lengthens it by its own slope.
                assertThat(slope).isBetween(0.4, 1.03);
                if (Math.abs(p.y() + 4) < 8 && Math.abs(p.z()) < 9) {
                    wall++;
                    assertThat(slope).isCloseTo(1, within(0.005));
                }
            }
        }
        assertThat(wall).isGreaterThan(100);
    }

    @Test
    void noSurfaceIsNearerThanTheSamplerAssumes() {
        VertebraGeometry geometry = new VertebraGeometry(SyntheticVertebra.lumbar(1));
        double[] here = new double[VertebraGeometry.COUNT];
        double[] there = new double[VertebraGeometry.COUNT];
        SplittableRandom random = new SplittableRandom(3);
        for (int n = 0; n < 1_000_000; n++) {
            Vec3 p = point(random);
            Vec3 step = new Vec3(random.nextDouble(-2, 2), random.nextDouble(-2, 2), random.nextDouble(-2, 2));
            geometry.distances(p.x(), p.y(), p.z(), here);
            geometry.distances(p.x() + step.x(), p.y() + step.y(), p.z() + step.z(), there);
            for (int i = 0; i < VertebraGeometry.COUNT; i++) {
                if (here[i] > 0 != there[i] > 0) {
                    assertThat(Math.abs(here[i])).isLessThan(VertebraSampler.STEEPNESS * step.norm());
                }
            }
        }
    }

    private static Vec3 point(SplittableRandom random) {
        return new Vec3(random.nextDouble(-48, 48), random.nextDouble(-24, 66), random.nextDouble(-30, 30));
    }

    private static double gradient(VertebraGeometry geometry, Vec3 p, int which) {
        double gx = difference(geometry, p, new Vec3(H, 0, 0), which);
        double gy = difference(geometry, p, new Vec3(0, H, 0), which);
        double gz = difference(geometry, p, new Vec3(0, 0, H), which);
        return Math.sqrt(gx * gx + gy * gy + gz * gz);
    }

    private static double difference(VertebraGeometry geometry, Vec3 p, Vec3 step, int which) {
        double[] d = new double[VertebraGeometry.COUNT];
        geometry.distances(p.x() + step.x(), p.y() + step.y(), p.z() + step.z(), d);
        double ahead = d[which];
        geometry.distances(p.x() - step.x(), p.y() - step.y(), p.z() - step.z(), d);
        return (ahead - d[which]) / (2 * H);
    }
}
