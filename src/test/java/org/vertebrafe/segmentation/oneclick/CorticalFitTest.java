package org.vertebrafe.segmentation.oneclick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.imglib2.parallel.TaskExecutors;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/** Plates of cortex whose blurred image is known in closed form. */
class CorticalFitTest {

    private static final double SURFACE = 0.3;

    /** Marrow on one side, a plate of cortex, soft tissue beyond its outer surface {@link #SURFACE} from the middle. */
    private record Scene(Vec3 normal, double marrow, double soft, double thickness, Blur.Line blur) {

        Volume image(Vec3 spacing) {
            int[] n = new int[3];
            for (int axis = 0; axis < 3; axis++) {
                n[axis] = 2 * (int) (14 / spacing.get(axis)) + 1;
            }
            VoxelGrid grid = new VoxelGrid(
                    n[0],
                    n[1],
                    n[2],
                    spacing,
                    new Vec3(-(n[0] / 2) * spacing.x(), -(n[1] / 2) * spacing.y(), -(n[2] / 2) * spacing.z()),
                    new Vec3(1, 0, 0),
                    new Vec3(0, 1, 0),
                    new Vec3(0, 0, 1));
            float[] hu = new float[grid.voxels()];
            for (int at = 0; at < hu.length; at++) {
                Vec3 p = grid.toPatient(at % n[0], at / n[0] % n[1], at / n[0] / n[1]);
                double d = p.dot(normal) - SURFACE;
                double outer = step(-d);
                double inner = step(-d - thickness);
                hu[at] = (float) (marrow * inner + 1200 * (outer - inner) + soft * (1 - outer));
            }
            return new Volume(grid, hu);
        }

        /** A Gaussian's step less its second derivative. */
        private double step(double x) {
            NormalDistribution gauss = new NormalDistribution(null, 0, blur.sd());
            return gauss.cumulativeProbability(x) + blur.laplacian() * x / (blur.sd() * blur.sd()) * gauss.density(x);
        }

        /** A patch of points within 0.6 mm of the surface. */
        CorticalFit.Surface points() {
            int n = 169;
            double[] points = new double[3 * n];
            double[] normals = new double[3 * n];
            Vec3 u = (Math.abs(normal.x()) < 0.8 ? new Vec3(1, 0, 0) : new Vec3(0, 1, 0))
                    .cross(normal)
                    .normalized();
            Vec3 v = normal.cross(u);
            for (int p = 0; p < n; p++) {
                Vec3 at = u.times(p % 13 - 6 + 0.37)
                        .plus(v.times(p / 13 - 6 + 0.11))
                        .plus(normal.times(SURFACE + 1.2 * p / n - 0.6));
                for (int axis = 0; axis < 3; axis++) {
                    points[3 * p + axis] = at.get(axis);
                    normals[3 * p + axis] = normal.get(axis);
                }
            }
            return new CorticalFit.Surface(points, normals, new double[n], 4.5);
        }

        /** How far outside of the true surface each point is found, mm. */
        double[] errors(CorticalFit fit) {
            double[] points = points().points();
            double[] errors = new double[fit.places.length];
            for (int p = 0; p < errors.length; p++) {
                errors[p] = fit.places[p] + ColumnMesh.vertex(points, p).dot(normal) - SURFACE;
            }
            return errors;
        }
    }

    private static CorticalFit fit(Volume ct, CorticalFit.Surface surface) {
        return CorticalFit.of(ct, surface, TaskExecutors.singleThreaded(), Progress.NONE);
    }

    @ParameterizedTest
    @CsvSource({"50, 85, 0.4, 0.7", "50, -100, 0.5, 0.7", "350, 60, 0.4, 0.8", "200, 60, 1.0, 1.0", "10, 60, 0.6, 1.4"})
    void findsTheOuterSurfaceToATenthOfAMillimetreWhateverTheMarrow(
            double marrow, double soft, double thickness, double blur) {
        Scene scene = new Scene(new Vec3(0, 0, 1), marrow, soft, thickness, new Blur.Line(blur, 0));
        CorticalFit fit = fit(scene.image(new Vec3(1, 1, 1)), scene.points());
        assertThat(Arrays.stream(scene.errors(fit)).average().orElseThrow()).isCloseTo(0, within(0.1));
        assertThat(Arrays.stream(fit.explained).min().orElseThrow()).isGreaterThan(0.98);
    }

    /** Where a surface lies among the voxels must not matter: an image interpolated between them would draw it to them. */
    @ParameterizedTest
    @CsvSource({"0.4", "0.7", "1", "1.5"})
    void isAsGoodWhereverTheSurfaceLiesAmongTheVoxels(double pixel) {
        Vec3 normal = new Vec3(Math.cos(0.1), Math.sin(0.1), 0);
        Scene scene = new Scene(normal, 100, 60, 0.5, new Blur.Line(0.6, 0));
        for (double error : scene.errors(fit(scene.image(new Vec3(pixel, pixel, 1)), scene.points()))) {
            assertThat(error).isCloseTo(0, within(0.16));
        }
    }

    /** An edge-enhancing kernel makes a rim of dark outside the cortex and raises it; a Gaussian alone would not fit. */
    @ParameterizedTest
    @CsvSource({"0.4, 0.16", "0.5, 0.125"})
    void findsTheEnhancementOfASharpKernel(double sd, double laplacian) {
        Scene scene = new Scene(new Vec3(1, 0, 0), 60, 60, 0.4, new Blur.Line(sd, laplacian));
        CorticalFit fit = fit(scene.image(new Vec3(0.6, 0.6, 1)), scene.points());
        assertThat(fit.blur().enhancement()).isCloseTo(laplacian / (sd * sd), within(0.3));
        assertThat(fit.blur().inPlane()).isCloseTo(sd, within(0.06));
        assertThat(Arrays.stream(scene.errors(fit)).average().orElseThrow()).isCloseTo(0, within(0.04));
    }

    /** An endplate along slices of 3 mm: each profile holds a handful of slices. To a tenth of their distance. */
    @ParameterizedTest
    @CsvSource({"1, 0.7, false", "12, 0.5, false", "1, 0.7, true", "12, 0.5, true"})
    void findsAnEndplateBetweenThickSlices(double tilt, double thickness, boolean arrayTurned) {
        double across = Math.cos(Math.toRadians(tilt));
        double within = Math.sin(Math.toRadians(tilt));
        Vec3 normal = arrayTurned ? new Vec3(across, within, 0) : new Vec3(0, within, across);
        Scene scene = new Scene(normal, 250, 80, thickness, new Blur.Line(1.2741, 0));
        Vec3 spacing = arrayTurned ? new Vec3(3, 0.8, 0.8) : new Vec3(0.8, 0.8, 3);
        CorticalFit fit = fit(scene.image(spacing), scene.points());
        assertThat(fit.blur().across()).isCloseTo(1.2741, within(0.02));
        assertThat(fit.usualThicknesses(TaskExecutors.singleThreaded())[0]).isCloseTo(thickness, within(0.21));
        assertThat(Arrays.stream(scene.errors(fit)).average().orElseThrow()).isCloseTo(0, within(0.3));
    }

    /** Where the image leaves it open whether a thin plate lies far out or a thick one farther in, what is usual decides. */
    @ParameterizedTest
    @CsvSource({"0.3", "0.7", "1.2"})
    void keepsNearToWhatIsUsualWhereTheImageIsBlurred(double usual) {
        Scene scene = new Scene(new Vec3(0, 0, 1), 250, 80, 0.7, new Blur.Line(1.2741, 0));
        CorticalFit.Surface points = scene.points();
        double[] marrow = new double[points.size()];
        double[] soft = new double[points.size()];
        double[] thickness = new double[points.size()];
        Arrays.fill(marrow, 250);
        Arrays.fill(soft, 80);
        Arrays.fill(thickness, usual);
        CorticalFit fit = CorticalFit.of(
                scene.image(new Vec3(0.8, 0.8, 3)),
                points,
                new Blur(0.5, 0, 1.2741),
                new CorticalFit.Usual(marrow, soft, thickness, 1e5),
                TaskExecutors.singleThreaded(),
                Progress.NONE);
        double found = Arrays.stream(fit.thicknesses).average().orElseThrow();
        assertThat(Math.abs(found - usual)).isLessThanOrEqualTo(Math.abs(0.7 - usual) + 0.06);
        assertThat(found).isBetween(Math.min(usual, 0.7) - 0.06, Math.max(usual, 0.7) + 0.06);
    }
}
