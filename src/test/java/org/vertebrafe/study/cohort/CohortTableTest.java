package org.vertebrafe.study.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.study.DataTable;

/** Tables of cohorts, and what is wrong with some. */
class CohortTableTest {

    private static CohortTable read(String text) {
        return CohortTable.of(DataTable.parse(text, "c.csv"), Path.of("folder"));
    }

    @Test
    void aRowHasLabelsOrASeed() {
        CohortTable table =
                read("id,kernel,level,image,labels,seed_x_mm,seed_y_mm,seed_z_mm,calibration,vbmd_mg_per_cm3\n"
                        + "a,B40f,L1,ct.nii,labels.nii,,,,line.json,91.5\nb,,,dicom,,1,-2,3.5,phantom,\n");
        CohortRow first = table.rows().get(0);
        assertThat(first.image()).isEqualTo(Path.of("folder/ct.nii"));
        assertThat(first.labels()).contains(Path.of("folder/labels.nii"));
        assertThat(first.name()).isEqualTo("a L1 B40f");
        assertThat(first.vbmd()).isEqualTo(91.5);
        CohortRow second = table.rows().get(1);
        assertThat(second.seed()).contains(new Vec3(1, -2, 3.5));
        assertThat(second.vbmd()).isNaN();
        assertThat(second.name()).isEqualTo("b");
    }

    @Test
    void aRowsCalibrationWins() {
        CohortTable table = read("id,image,labels,calibration\na,i,l,line.json\nb,i,l,b70f\nc,i,l,phantom\nd,i,l,\n");
        AnalysisConfig base = AnalysisConfig.defaults();
        AnalysisConfig file = VertebraJob.configuration(table.rows().get(0), base);
        assertThat(file.calibration()).isEqualTo("file");
        assertThat(file.calibrationFile()).isEqualTo(Path.of("folder/line.json").toString());
        assertThat(VertebraJob.configuration(table.rows().get(1), base).calibration())
                .isEqualTo("b70f");
        assertThat(VertebraJob.configuration(table.rows().get(2), base).calibration())
                .isEqualTo("image");
        assertThat(VertebraJob.configuration(table.rows().get(3), base)).isEqualTo(base);
        CohortRow wrong =
                read("id,image,labels,calibration\na,i,l,b99\n").rows().get(0);
        assertThatThrownBy(() -> VertebraJob.configuration(wrong, base)).isInstanceOf(InputException.class);
    }

    @Test
    void whatIsWrongIsTold() {
        refused("column \"image\" is missing", "id\na\n");
        refused("column \"lables\" is unknown", "id,image,lables\na,i,l\n");
        refused("row 1: there must be either labels or a seed", "id,image,labels\na,i,\n");
        refused("not both", "id,image,labels,seed_x_mm,seed_y_mm,seed_z_mm\na,i,l,1,2,3\n");
        refused("the seed is incomplete", "id,image,seed_x_mm,seed_y_mm\na,i,1,2\n");
        refused("row 2: id is missing", "id,image,labels\na,i,l\n,i,l\n");
        refused("rows 1 and 3 are both a L1", "id,level,image,labels\na,L1,i,l\na,L2,i,l\na,L1,j,l\n");
    }

    private static void refused(String message, String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(InputException.class).hasMessageContaining(message);
    }

    @Test
    void remainingTimeIsThatOfTheRateSoFar() {
        AtomicLong now = new AtomicLong(5_000_000_000L);
        RemainingTime clock = new RemainingTime(now::get);
        assertThat(clock.words(10)).isEmpty();
        // Two at the same time, of four and six seconds.
        now.addAndGet(4_000_000_000L);
        clock.add();
        now.addAndGet(2_000_000_000L);
        clock.add();
        assertThat(clock.words(10)).isEqualTo(", about 30 s left");
        assertThat(clock.words(100)).isEqualTo(", about 5 min left");
        assertThat(clock.words(3600)).isEqualTo(", about 3.0 h left");
    }
}
