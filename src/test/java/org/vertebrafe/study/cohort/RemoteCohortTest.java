package org.vertebrafe.study.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.Progress;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.study.CohortFiles;
import org.vertebrafe.study.DataTable;
import org.vertebrafe.study.KernelParts;
import org.vertebrafe.study.kernels.KernelCohort;
import org.vertebrafe.study.kernels.StudyTask;

/** What goes to another machine and back as text is what would have been computed here. */
class RemoteCohortTest {

    private static final AnalysisConfig CONFIG = Settings.of(AnalysisConfig.class)
            .with(AnalysisConfig.defaults(), Map.of("elementSize", "4", "calibration", "b40f"));

    @TempDir
    private Path folder;

    private Cohort cohort(CohortThreads threads) throws IOException {
        Path images = Path.of("test-images").toAbsolutePath();
        String ct = images.resolve("synthetic-L2-ct.nii.gz").toString();
        String labels = images.resolve("synthetic-L2-labels.nii.gz").toString();
        String other = images.resolve("virtual-patient-L2-labels.nii.gz").toString();
        String csv = "id,level,kernel,image,labels,calibration,vbmd_mg_per_cm3\n"
                + "a,L2,B40f," + ct + "," + labels + ",,\n"
                + "a,L2,B70f," + ct + "," + labels + ",b70f,77.5\n"
                + "wrong,,," + ct + "," + other + ",,\n"
                + "absent,,,none.nii.gz,none.nii.gz,,\n";
        CohortTable table = CohortTable.read(Files.writeString(folder.resolve("cohort.csv"), csv));
        return new Cohort(table, CONFIG, new CohortFiles(), threads, Progress.NONE);
    }

    /** Computes in another order, from and to text alone. */
    private static RemoteVertebrae elsewhere(List<String> seen) {
        return (tasks, done) -> {
            seen.addAll(tasks);
            for (int n = tasks.size() - 1; n >= 0; n--) {
                done.accept(n, StudyTask.run(tasks.get(n), new CohortFiles(), TaskExecutors.singleThreaded()));
            }
        };
    }

    @Test
    void theTableIsThatOfThisMachine() throws IOException {
        try (CohortThreads threads = CohortThreads.of(2, 2)) {
            Path here = folder.resolve("here");
            Path there = folder.resolve("there");
            Cohort.Summary local = cohort(threads).run(here, false);
            List<String> tasks = new ArrayList<>();
            Cohort.Summary remote = cohort(threads).run(there, false, elsewhere(tasks));
            assertThat(tasks).hasSize(3);
            assertThat(remote.computed()).isEqualTo(local.computed()).isEqualTo(3);
            assertThat(remote.failures()).hasSize(2).isEqualTo(local.failures());
            assertThat(there.resolve(Cohort.RESULTS)).hasSameBinaryContentAs(here.resolve(Cohort.RESULTS));
            assertThat(there.resolve(Cohort.PERCENTILES)).hasSameBinaryContentAs(here.resolve(Cohort.PERCENTILES));

            // Both reconstructions that could be analysed, of one image by two lines: the second is denser.
            for (MapQuantity quantity : MapQuantity.values()) {
                assertThat(CohortValues.read(here, quantity).vertebrae()).isEqualTo(2);
            }
            float[] density = CohortValues.read(here, MapQuantity.DENSITY).pooled();
            assertThat(density).hasSize(2 * 101);
            for (int percent = 50; percent <= 100; percent++) {
                assertThat(density[percent]).isGreaterThanOrEqualTo(density[percent - 1]);
                // Lines of the study: -4.2 + 0.70 HU and -3.7 + 0.73 HU mg/cm3.
                float hu = (density[percent] + 4.2F) / 0.70F;
                assertThat(density[101 + percent]).isCloseTo(-3.7F + 0.73F * hu, withinPercentage(0.1));
            }

            // What was kept by one is found by the other.
            tasks.clear();
            assertThat(cohort(threads).run(here, false, elsewhere(tasks)).reused())
                    .isEqualTo(3);
            assertThat(tasks).isEmpty();
        }
    }

    /** Differences of kernels go as text too. */
    @Test
    void differencesAreThoseOfThisMachine() throws IOException {
        Path images = Path.of("test-images").toAbsolutePath();
        String ct = images.resolve("synthetic-L2-ct.nii.gz").toString();
        String start = ct + "," + images.resolve("synthetic-L2-labels.nii.gz");
        CohortTable table = CohortTable.read(Files.writeString(
                folder.resolve("pairs.csv"),
                "id,kernel,image,labels,calibration\na,B40f," + start + ",b40f\na,B70f," + start + ",b70f\nb,B40f,"
                        + start + ",b40f\n"));
        try (CohortThreads threads = CohortThreads.of(2, 1)) {
            Path here = folder.resolve("here");
            Path there = folder.resolve("there");
            List<String> tasks = new ArrayList<>();
            for (Path to : List.of(here, there)) {
                new Cohort(table, CONFIG, new CohortFiles(), threads, Progress.NONE).run(to, false);
                KernelCohort pairs =
                        new KernelCohort(table, List.of(), CONFIG, new CohortFiles(), threads, Progress.NONE);
                assertThat(pairs.size()).isEqualTo(1);
                assertThat(pairs.run(to, false, to == here ? Optional.empty() : Optional.of(elsewhere(tasks)))
                                .computed())
                        .isEqualTo(1);
            }
            assertThat(tasks).hasSize(1);
            assertThat(there.resolve(KernelParts.EFFECTS_FILE))
                    .hasSameBinaryContentAs(here.resolve(KernelParts.EFFECTS_FILE));
            // One image read by two lines: calibration is all of it.
            DataTable effects = DataTable.read(here.resolve(KernelParts.EFFECTS_FILE));
            assertThat(effects.number(0, "by_calibration"))
                    .isEqualTo(effects.number(0, "difference"))
                    .isPositive();
            assertThat(effects.number(0, "own_segmentation_adds")).isZero();
            assertThat(effects.number(0, "reference"))
                    .isEqualTo(DataTable.read(here.resolve(Cohort.RESULTS)).number(0, "strength_N"));
        }
    }

    /** A worker that sees another file under the name must not answer for this one. */
    @Test
    void aWorkerWithOtherFilesIsRefused() throws IOException {
        List<String> tasks = new ArrayList<>();
        try (CohortThreads threads = CohortThreads.of(1, 1)) {
            cohort(threads).run(folder.resolve("r"), false, (all, done) -> {
                tasks.addAll(all);
                for (int n = 0; n < all.size(); n++) {
                    String moved = all.get(n).replace("synthetic-L2-ct", "virtual-patient-b40f-ct");
                    done.accept(n, VertebraTask.run(moved, new CohortFiles(), TaskExecutors.singleThreaded()));
                    String older = all.get(n).replace("VertebraFE ", "VertebraFE 0.0 ");
                    assertThat(VertebraTask.run(older, new CohortFiles(), TaskExecutors.singleThreaded()))
                            .contains("use one version everywhere");
                }
            });
        }
        assertThat(Files.readString(folder.resolve("r/results.csv"))).contains("is another file on the worker");
    }
}
