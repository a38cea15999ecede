package org.vertebrafe.study.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.density.VbmdRule;
import org.vertebrafe.study.DataTable;
import org.vertebrafe.study.PublishedStudy;
import org.vertebrafe.study.StudyRemarks;
import org.vertebrafe.study.stats.Sample;

/** What the report of a virtual cohort must say: that nobody was scanned, how near the truth it comes, and how it differs. */
public final class VirtualRemarks {

    private static final String NOTE =
            "Virtual patients: drawn at random and scanned by a simulated scanner with two made-up kernels, named after"
                    + " those they resemble. Nobody was scanned. The chain from the images on is the one that real CTs"
                    + " go through.";

    private static final double MG_PER_G = 1000;

    private VirtualRemarks() {}

    /**
     * Remarks with their numbers.
     *
     * @param results of {@link Cohort}
     * @param truth of {@link VirtualCohort}
     * @param note what else the reader must know; may be empty
     */
    public static StudyRemarks of(DataTable results, DataTable truth, String note) {
        List<String> reasons = new ArrayList<>();
        lines(results).ifPresent(reasons::add);
        for (String kernel : PublishedStudy.KERNELS) {
            accuracy(results, truth, kernel).ifPresent(reasons::add);
        }
        reasons.add("Bone: a virtual vertebra is a continuum of smoothly varying density in an even cortex of 0.25 to"
                + " 0.6 mm, without fracture, degeneration or disease other than low density, and always L2; the"
                + " study's patients have all of that, at L1, L2 or T12. Less scatter between persons and closer"
                + " regression on density follow.");
        reasons.add(String.format(
                Locale.ROOT,
                "Groups: those that densities were drawn for, none within 5 mg/cm3 of a threshold; measured with B40f, %d"
                        + " of %d patients lie on another side of 80 or 120 mg/cm3. Areas under ROC curves are those of"
                        + " groups that are apart by construction, and say nothing of diagnosis.",
                elsewhere(results),
                truth.rows().size()));
        reasons.add("Model: the whole vertebra with its posterior elements, the study's law, mesh and boundary"
                + " conditions. Virtual bone is not all of it: on the real L2 of a published benchmark (DOI"
                + " 10.1101/2025.04.19.649449; 75 mg/cm3) the same law gives 11739 N/mm between plates, more than twice"
                + " the study's mean for such densities. What the study's segmentation, smoothing or mapping of density"
                + " did is not in its text and is not guessed here.");
        return new StudyRemarks((NOTE + " " + note).strip(), reasons);
    }

    /** By how much the kernels' calibration lines differ, beside the published equations. */
    private static Optional<String> lines(DataTable results) {
        double[] slopes = PublishedStudy.KERNELS.stream()
                .mapToDouble(kernel -> IntStream.range(0, results.rows().size())
                        .filter(row -> results.text(row, "kernel").equals(kernel))
                        .mapToDouble(row -> results.number(row, CohortResult.CALIBRATION_SLOPE))
                        .filter(Double::isFinite)
                        .average()
                        .orElse(Double.NaN))
                .toArray();
        double published = 100 * (KernelEquations.B70F.slope() / KernelEquations.B40F.slope() - 1);
        return DoubleStream.of(slopes).allMatch(Double::isFinite)
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "Calibration: by the rods the line of B70f is %+.2f %% steeper than that of B40f (means %.4f and"
                                + " %.4f mg/cm3 per HU); by the published equations 2 and 1 it is %+.1f %%, about two"
                                + " thirds of the published effect of the kernel. A virtual kernel leaves the mean of an"
                                + " even region as it is: what the kernels differ by here is edges and noise.",
                        100 * (slopes[1] / slopes[0] - 1),
                        slopes[1],
                        slopes[0],
                        published))
                : Optional.empty();
    }

    /** Patients whose measured density is not of their group. */
    private static long elsewhere(DataTable results) {
        return IntStream.range(0, results.rows().size())
                .filter(row -> results.text(row, "kernel").equals(PublishedStudy.KERNELS.get(0)))
                .filter(row -> {
                    double density = results.number(row, CohortResult.MEASURED_VBMD) / MG_PER_G;
                    int category = density < VbmdRule.SPINE.osteoporosisBelow()
                            ? 0
                            : density <= VbmdRule.SPINE.normalAbove() ? 1 : 2;
                    return Double.isFinite(density)
                            && !PublishedStudy.GROUPS.get(category).equals(results.text(row, "group"));
                })
                .count();
    }

    private static Optional<String> accuracy(DataTable results, DataTable truth, String kernel) {
        double[] errors = IntStream.range(0, results.rows().size())
                .filter(row -> results.text(row, "kernel").equals(kernel))
                .mapToDouble(row -> results.number(row, CohortResult.MEASURED_VBMD)
                        - truth.number(rowOf(truth, results.text(row, "id")), VirtualTruth.DENSITY))
                .filter(Double::isFinite)
                .toArray();
        if (errors.length < 2) {
            return Optional.empty();
        }
        Sample sample = Sample.of(errors);
        return Optional.of(String.format(
                Locale.ROOT,
                "Truth, %s: trabecular vBMD in the program's region comes out %+.1f mg/cm3 from the true mean of the"
                        + " whole trabecular core (SD %.1f, n = %d), which is not even.",
                kernel,
                sample.mean(),
                sample.sd(),
                errors.length));
    }

    private static int rowOf(DataTable truth, String id) {
        return IntStream.range(0, truth.rows().size())
                .filter(row -> truth.text(row, "id").equals(id))
                .findFirst()
                .orElseThrow(() -> InputException.of(
                        "%s: there is no subject %s; are the results of other virtual patients?", truth.name(), id));
    }
}
