package org.vertebrafe.study;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The published study of both kernels (Jiang et al. 2023, DOI 10.3389/fendo.2023.1076990), for comparison only: its
 * printed means by group, and where they contradict each other. Nothing in the program is fitted to them.
 */
public final class PublishedStudy {

    /** For a person. */
    public static final String SOURCE =
            "Jiang, Jin, Ni, Zhang, Yuan 2023, Front Endocrinol 14:1076990, DOI 10.3389/fendo.2023.1076990";

    /** Its kernels, reference first. */
    public static final List<String> KERNELS = List.of("B40f", "B70f");

    /** Its groups. */
    public static final List<String> GROUPS = List.of("osteoporosis", "osteopenia", "normal");

    private static final int[] SUBJECTS = {11, 10, 10};

    /** Printed means of strength, N: by kernel, then by group and over all. */
    private static final double[][] STRENGTH = {{5602.0, 6531.6, 7324.3, 6457.5}, {6120.8, 7308.6, 8155.4, 7482.8}};

    /** Printed means of stiffness, N/mm. */
    private static final double[][] STIFFNESS = {{5561.0, 9720.2, 11549.1, 8834.3}, {6356.6, 10715.2, 12839.7, 9853.9}};

    /** Printed mean differences, first kernel minus second, in % of the first: by group, then over all. */
    private static final double[] STRENGTH_PERCENT = {-9.7, -11.7, -11.1, -10.7};

    private static final double[] STIFFNESS_PERCENT = {-14.0, -9.7, -11.2, -12.0};

    /** Printed r2 of the regression on trabecular density, by kernel. */
    private static final double[] STRENGTH_R2 = {0.21, 0.27};

    private static final double[] STIFFNESS_R2 = {0.37, 0.45};

    private PublishedStudy() {}

    /** Whether kernels and groups are its own. */
    static boolean isLike(StudyResult result) {
        return result.table().kernels().equals(KERNELS) && result.groups().equals(GROUPS);
    }

    /** The printed mean difference of a group, first kernel minus second, in % of the first; of all for group 3. */
    static double percent(Measure measure, int group) {
        return (measure == Measure.STRENGTH ? STRENGTH_PERCENT : STIFFNESS_PERCENT)[group];
    }

    /** The printed r2 of a measure's regression on trabecular density. */
    static double r2(Measure measure, int kernel) {
        return (measure == Measure.STRENGTH ? STRENGTH_R2 : STIFFNESS_R2)[kernel];
    }

    /** The printed mean of a group; of all for group 3. */
    public static double mean(Measure measure, int kernel, int group) {
        return (measure == Measure.STRENGTH ? STRENGTH : STIFFNESS)[kernel][group];
    }

    /** The mean over all that follows from the printed means of the groups. */
    public static double weightedMean(Measure measure, int kernel) {
        return IntStream.range(0, SUBJECTS.length)
                        .mapToDouble(g -> SUBJECTS[g] * mean(measure, kernel, g))
                        .sum()
                / IntStream.of(SUBJECTS).sum();
    }

    /** The difference of a group's printed means, first kernel minus second. */
    public static double difference(Measure measure, int group) {
        return mean(measure, 0, group) - mean(measure, 1, group);
    }

    /** Where its printed numbers contradict each other: whole sentences. */
    public static List<String> inconsistencies() {
        return List.of(
                "The mean strength over all with B70f is printed as 7482.8 N; the means of the groups give "
                        + Numbers.number(weightedMean(Measure.STRENGTH, 1))
                        + " N, which also agrees with the printed difference of -702.8 N.",
                "The mean stiffness over all with B70f is 9853.9 N/mm in the table and 10047.4 N/mm in the text.",
                "The stiffness of the osteoporosis group differs by " + Numbers.number(difference(Measure.STIFFNESS, 0))
                        + " N/mm by its means; printed is -704.6 N/mm.",
                "Two of the cut-offs contradict the means of the groups.",
                "Mean strength over mean stiffness is " + ratios()
                        + " mm by group (B40f): no linear criterion at a fixed strain gives that. With the reaction"
                        + " at 2 % compression the ratio is 0.02 of the body's height, and theirs asks for bodies of "
                        + heights() + " mm.");
    }

    private static String heights() {
        return String.join(
                ", ",
                IntStream.range(0, SUBJECTS.length)
                        .mapToObj(g -> Long.toString(
                                Math.round(mean(Measure.STRENGTH, 0, g) / mean(Measure.STIFFNESS, 0, g) / 0.02)))
                        .toList());
    }

    private static String ratios() {
        return String.join(
                ", ",
                IntStream.range(0, SUBJECTS.length)
                        .mapToObj(g -> Numbers.number(mean(Measure.STRENGTH, 0, g) / mean(Measure.STIFFNESS, 0, g)))
                        .toList());
    }
}
