package org.vertebrafe.study.cohort;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.vertebrafe.base.Vec3;

/**
 * One vertebra in one reconstruction.
 *
 * @param number of the row in its table, from 1
 * @param id of the subject, as the table has it
 * @param group the subject belongs to; may be empty
 * @param sex as the table has it; may be empty
 * @param age as the table has it; may be empty
 * @param level of the vertebra, for instance L1; may be empty
 * @param kernel of the reconstruction; may be empty
 * @param image CT or image of density
 * @param labels label map; empty where the vertebra is segmented from a seed
 * @param bodyMask mask of the vertebral body, for label maps that do not tell it
 * @param seed in the vertebral body, LPS mm; empty where there is a label map
 * @param calibration "phantom", "phantomless", a calibration of the configuration or a JSON file; empty: the
 *     configuration's
 * @param vbmd trabecular density known from elsewhere, mg/cm3; NaN where it is measured
 */
public record CohortRow(
        int number,
        String id,
        String group,
        String sex,
        String age,
        String level,
        String kernel,
        Path image,
        Optional<Path> labels,
        Optional<Path> bodyMask,
        Optional<Vec3> seed,
        String calibration,
        double vbmd) {

    /** The vertebra and its kernel for a person. */
    public String name() {
        return String.join(" ", id, level, kernel).strip().replaceAll(" +", " ");
    }

    /** The same image in the segmentation of another row, which is to be brought onto its grid. */
    public CohortRow segmentedAs(CohortRow reference) {
        return new CohortRow(
                number,
                id,
                group,
                sex,
                age,
                reference.level,
                kernel,
                image,
                reference.labels,
                Optional.empty(),
                reference.seed,
                calibration,
                vbmd);
    }

    /** Whether the calibration is a file. */
    boolean hasCalibrationFile() {
        return calibration.toLowerCase(Locale.ROOT).endsWith(".json");
    }
}
