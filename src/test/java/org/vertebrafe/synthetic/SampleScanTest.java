package org.vertebrafe.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.io.Nifti;

/** The committed sample is what the code makes; {@code -Dvertebrafe.writeSamples=true} writes it anew. */
class SampleScanTest {

    private static final Path CT = Path.of("test-images/synthetic-L2-ct.nii.gz");
    private static final Path LABELS = Path.of("test-images/synthetic-L2-labels.nii.gz");

    private static SyntheticScan scan;

    @BeforeAll
    static void create() throws IOException {
        try (var pool = TaskExecutors.fixedThreadPool(2)) {
            scan = SampleScan.create(pool, Progress.NONE);
        }
        if (Boolean.getBoolean("vertebrafe.writeSamples")) {
            write(scan.hu(), CT);
            write(scan.labels(), LABELS);
        }
    }

    static void write(Volume volume, Path file) throws IOException {
        Path plain = Files.createTempFile("sample", ".nii");
        Nifti.write(volume, plain);
        compress(plain, file);
    }

    static void write(Labels labels, Path file) throws IOException {
        Path plain = Files.createTempFile("sample", ".nii");
        Nifti.write(labels, plain);
        compress(plain, file);
    }

    /** Gzip at its strongest: a file in the repository is read often and written once. */
    private static void compress(Path plain, Path file) throws IOException {
        try (var out = new GZIPOutputStream(Files.newOutputStream(file)) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            Files.copy(plain, out);
        }
        Files.delete(plain);
    }

    @Test
    void committedImageIsRegeneratedVoxelForVoxel() throws IOException {
        Volume committed = Nifti.readVolume(CT).image();
        assertThat(committed.grid().difference(scan.hu().grid())).isEmpty();
        assertThat(committed.values()).isEqualTo(scan.hu().values());
    }

    @Test
    void committedLabelsAreRegeneratedVoxelForVoxel() throws IOException {
        Labels committed = Nifti.readLabels(LABELS).image();
        assertThat(committed.grid().difference(scan.labels().grid())).isEmpty();
        for (int i = 0; i < committed.grid().voxels(); i++) {
            assertThat(committed.get(i)).isEqualTo(scan.labels().get(i));
        }
    }

    @Test
    void sampleIsSmallAndHoldsTheWholeVertebra() throws IOException {
        assertThat(Files.size(CT) + Files.size(LABELS)).isLessThan(400_000);
        Labels labels = scan.labels();
        for (int index = 0; index < labels.grid().voxels(); index++) {
            int i = index % labels.grid().nx();
            int j = index / labels.grid().nx() % labels.grid().ny();
            int k = index / (labels.grid().nx() * labels.grid().ny());
            boolean border = i == 0
                    || j == 0
                    || k == 0
                    || i == labels.grid().nx() - 1
                    || j == labels.grid().ny() - 1
                    || k == labels.grid().nz() - 1;
            assertThat(border && labels.get(index) != 0).isFalse();
        }
    }

    @Test
    void readmeStatesTheTruth() throws IOException {
        String readme = Files.readString(Path.of("test-images/README.md"));
        VertebraTruth truth = scan.truth();
        assertThat(readme)
                .contains(
                        vector(truth.centre(), 3),
                        vector(truth.superior(), 6),
                        vector(truth.superiorRim(), 3),
                        vector(truth.inferiorRim(), 3),
                        number(truth.bodyHeight(), 1) + " mm",
                        number(truth.centralHeight(), 1) + " mm",
                        number(1000 * truth.trabecularDensity(), 2) + " mg/cm3");
        scan.labels().counts().forEach((label, count) -> assertThat(readme)
                .containsPattern("\\| " + label + " \\|[^|]*\\| " + count + " \\|"));
    }

    private static String vector(Vec3 v, int digits) {
        return "(" + number(v.x(), digits) + ", " + number(v.y(), digits) + ", " + number(v.z(), digits) + ")";
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
