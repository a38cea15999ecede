package org.vertebrafe.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.DensityKind;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.calibration.LinearCalibration;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

class CalibrationPhantomTest {

    private static final ScannerModel SMOOTH = ScannerModel.clinical(3).withKernels(ReconstructionKernel.B40F);

    static Stream<PhantomLayout> layouts() {
        return PhantomLayout.ALL.stream();
    }

    /** A box of 290 x 62 x 12 mm around the phantom of the virtual patient, back and table included. */
    private static VirtualScan scan(PhantomLayout layout, ScannerModel scanner) {
        SyntheticScene scene = VirtualPatient.lumbar(Vec3.ZERO, layout, 3, 5, -4, 9);
        Vec3 middle = scene.phantom().orElseThrow().pose().centre();
        VoxelGrid at = VirtualScannerTest.centred(290, 62, 4, 1, 3);
        VoxelGrid grid = new VoxelGrid(
                at.nx(), at.ny(), at.nz(), at.spacing(), at.origin().plus(middle), at.xAxis(), at.yAxis(), at.zAxis());
        return VirtualScannerTest.scan(scene, grid, scanner);
    }

    /** Mean HU within 5.5 mm of the rod's axis in the middle slices, and how many pixels. */
    private static double[] measure(Volume image, CalibrationPhantom.RodTruth rod) {
        double sum = 0;
        int count = 0;
        for (int k = 1; k < 3; k++) {
            Vec3 centre = rod.at(image.grid().toPatient(0, 0, k), image.grid().zAxis());
            for (int j = 0; j < image.grid().ny(); j++) {
                for (int i = 0; i < image.grid().nx(); i++) {
                    if (image.grid().toPatient(i, j, k).minus(centre).norm() < 5.5) {
                        sum += image.get(i, j, k);
                        count++;
                    }
                }
            }
        }
        return new double[] {sum / count, count};
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void rodsHaveTheirTrueNumbersInTheImage(PhantomLayout layout) {
        VirtualScan ideal = scan(layout, SMOOTH.ideal());
        VirtualScan noisy = scan(layout, SMOOTH);
        assertThat(ideal.rods()).hasSameSizeAs(layout.rods());
        for (int r = 0; r < ideal.rods().size(); r++) {
            CalibrationPhantom.RodTruth rod = ideal.rods().get(r);
            assertThat(measure(ideal.images().get(0), rod)[0]).as(rod.name()).isCloseTo(rod.hu(), within(0.3));
            // 190 correlated pixels of SD 18 HU; the noise of a mean is far below white noise's because |f| is 0 at 0.
            assertThat(measure(noisy.images().get(0), rod)[0]).as(rod.name()).isCloseTo(rod.hu(), within(4.0));
            int area = (int) (4 * Math.PI * rod.radius() * rod.radius());
            assertThat(ideal.labels().counts().get(VirtualScan.ROD + r)).isBetween(area - 40, area + 40);
        }
    }

    @Test
    void mindwaysRodsHaveTheNumbersFromWhichTheStudysEquationsCome() {
        check(KernelEquations.B40F, -66.66, -24.54, 206.88, 384.42, 548.21);
        check(KernelEquations.B70F, -64.55, -22.34, 202.50, 374.27, 525.21);
    }

    private static void check(LinearCalibration line, double... expected) {
        PhantomLayout mindways = PhantomLayout.MINDWAYS_3;
        for (int r = 0; r < expected.length; r++) {
            assertThat(mindways.hu(mindways.rods().get(r), line)).isCloseTo(expected[r], within(0.01));
        }
    }

    @Test
    void waterEquivalentFitToTheImageGivesTheTrueLine() {
        VirtualScan scan = scan(PhantomLayout.MINDWAYS_3, SMOOTH.ideal());
        List<PhantomLayout.Rod> rods = PhantomLayout.MINDWAYS_3.rods();
        double n = rods.size();
        double sx = 0;
        double sy = 0;
        double sxx = 0;
        double sxy = 0;
        for (int r = 0; r < n; r++) {
            double x = 1000 * rods.get(r).density();
            double y = measure(scan.images().get(0), scan.rods().get(r))[0]
                    - 1000 * rods.get(r).water();
            sx += x;
            sy += y;
            sxx += x * x;
            sxy += x * y;
        }
        double sigma = (n * sxy - sx * sy) / (n * sxx - sx * sx);
        double beta = (sy - sigma * sx) / n;
        double sigmaCt = sigma - 0.2174;
        double betaCt = beta + 999.6;
        // In mg/cm3: Eq 1 of the study.
        assertThat(1 / sigmaCt).isCloseTo(0.700, within(0.0005));
        assertThat(-betaCt / sigmaCt).isCloseTo(-4.2, within(0.1));
    }

    @Test
    void aPhantomNeedsALineOfItsKindAndRodsThatFit() {
        PhantomLayout qrm = PhantomLayout.QRM_3;
        LinearCalibration ha = new LinearCalibration("ha", 0.001, 0, DensityKind.HA, "test");
        assertThatThrownBy(() -> qrm.hu(qrm.rods().get(0), ha))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("K2HPO4");
        assertThatThrownBy(() -> new PhantomLayout(
                        "x", DensityKind.HA, 100, 20, 100, 0, List.of(new PhantomLayout.Rod("a", 0, 0, 45, 0, 9))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("reach of rod a");
        assertThatThrownBy(() -> new PhantomLayout("x", DensityKind.HA, 100, 20, 100, 0, List.of()))
                .hasMessageContaining("at least one rod");
    }
}
