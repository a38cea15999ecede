package org.vertebrafe.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.io.Nifti;

/** The committed patient is what the code makes; {@code -Dvertebrafe.writeSamples=true} writes it anew. */
class SamplePatientTest {

    private static final Path CT = Path.of("test-images/virtual-patient-b40f-ct.nii.gz");
    private static final Path LABELS = Path.of("test-images/virtual-patient-L2-labels.nii.gz");
    private static final Path TRUTH = Path.of("test-images/virtual-patient-truth.json");

    private static VirtualScan scan;

    @BeforeAll
    static void create() throws IOException {
        try (var pool = TaskExecutors.fixedThreadPool(2)) {
            scan = SamplePatient.createCoarse(pool, Progress.NONE);
        }
        if (Boolean.getBoolean("vertebrafe.writeSamples")) {
            SampleScanTest.write(scan.images().get(0), CT);
            SampleScanTest.write(SamplePatient.vertebraLabels(scan), LABELS);
            Files.writeString(TRUTH, TruthJson.of(scan, SamplePatient.SEED));
        }
    }

    @Test
    void committedFilesAreRegeneratedBitForBit() throws IOException {
        Volume committed = Nifti.readVolume(CT).image();
        assertThat(committed.grid().difference(SamplePatient.coarseGrid())).isEmpty();
        assertThat(committed.values()).isEqualTo(scan.images().get(0).values());
        Labels labels = Nifti.readLabels(LABELS).image();
        Labels made = SamplePatient.vertebraLabels(scan);
        for (int at = 0; at < labels.grid().voxels(); at++) {
            assertThat(labels.get(at)).isEqualTo(made.get(at));
        }
        assertThat(TRUTH).hasContent(TruthJson.of(scan, SamplePatient.SEED));
        assertThat(Files.size(CT) + Files.size(LABELS)).isLessThan(600_000);
    }

    @Test
    void allRodsAndTheWholeVertebraAreInView() {
        Labels labels = SamplePatient.vertebraLabels(scan);
        for (int at = 0; at < labels.grid().voxels(); at++) {
            int i = at % labels.grid().nx();
            int j = at / labels.grid().nx() % labels.grid().ny();
            int k = at / (labels.grid().nx() * labels.grid().ny());
            boolean border = i == 0
                    || j == 0
                    || k == 0
                    || i == labels.grid().nx() - 1
                    || j == labels.grid().ny() - 1
                    || k == labels.grid().nz() - 1;
            assertThat(border && labels.get(at) != 0).isFalse();
        }
        assertThat(labels.counts().keySet()).containsExactly(1, 2, 3, 4);
        assertThat(scan.labels().counts()).containsKeys(101, 102, 103, 104, 105);
    }

    @Test
    void rodsReadTheirTrueNumber() {
        Volume image = scan.images().get(0);
        for (CalibrationPhantom.RodTruth rod : scan.rods()) {
            double sum = 0;
            int count = 0;
            for (int at = 0; at < image.grid().voxels(); at++) {
                int nx = image.grid().nx();
                int plane = nx * image.grid().ny();
                Vec3 p = image.grid().toPatient(at % nx, at % plane / nx, at / plane);
                if (rod.at(p, new Vec3(0, 0, 1)).minus(p).norm() < rod.radius() - 3) {
                    sum += image.values()[at];
                    count++;
                }
            }
            assertThat(count).isGreaterThan(500);
            assertThat(sum / count).as(rod.name()).isCloseTo(rod.hu(), within(2.0));
        }
    }

    @Test
    void readmeStatesItsSizeAndTruth() throws IOException {
        String readme = Files.readString(Path.of("test-images/README.md"));
        VertebraTruth truth = scan.vertebrae().get(0);
        assertThat(readme)
                .contains(
                        String.format(
                                Locale.ROOT,
                                "%d x %d x %d voxels",
                                scan.labels().grid().nx(),
                                scan.labels().grid().ny(),
                                scan.labels().grid().nz()),
                        String.format(Locale.ROOT, "%.2f mg/cm3", 1000 * truth.trabecularDensity()),
                        "virtual-patient-b40f-ct.nii.gz",
                        "virtual-patient-truth.json");
    }
}
