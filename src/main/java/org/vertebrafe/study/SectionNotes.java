package org.vertebrafe.study;

import java.util.Map;
import java.util.Optional;

/** How each table of a report is to be read: a few words for those who do not know the method by heart. */
final class SectionNotes {

    private SectionNotes() {}

    /** The words above a table, if it needs any. */
    static Optional<String> of(String section, PairedTable table) {
        String first = table.kernels().get(0);
        String second = table.kernels().get(1);
        return Optional.ofNullable(Map.ofEntries(
                        Map.entry(
                                PairedStudy.SUBJECTS,
                                "The vertebrae that the tables below rest on. Density is one for both kernels:"
                                        + " the one given, else the one measured with " + first + "."),
                        Map.entry(
                                PairedStudy.TABLE_1,
                                "Complete pairs only. The paired t-test asks whether the mean difference is"
                                        + " zero and takes the differences for normal; where Shapiro and Wilk's p"
                                        + " is below 0.05 they are not, and Wilcoxon's test, which does not"
                                        + " need it, is the one to read."),
                        Map.entry(
                                KernelParts.PARTS,
                                "Parts of " + first + " \u2212 " + second + ", each in % of the vertebra's value"
                                        + " with " + first + " and found by taking one thing alone from "
                                        + second + ": its calibration line; its noise, added to the image of "
                                        + first + " and subtracted, the mean of both; its edges, which is what"
                                        + " its image does beyond noise; interaction, which is what calibration"
                                        + " and image do together beyond each alone; and its own segmentation in place of that of "
                                        + first + ". In each vertebra the parts add up to the whole difference."),
                        Map.entry(
                                KernelParts.IMAGES,
                                "Noise in the most even patch of soft tissue near the vertebra; slope and peak of"
                                        + " the mean profile across the surface of the bone."),
                        Map.entry(
                                PairedStudy.GROUPS,
                                "Each kernel for itself. \u03b7\u00b2 is the share of the variance that lies"
                                        + " between the groups; p of pairs of groups is adjusted for their number"
                                        + " within the row."),
                        Map.entry(
                                PairedStudy.REGRESSION,
                                "Both kernels against the same densities. r\u00b2 is the share of the variance"
                                        + " that a straight line on density explains."),
                        Map.entry(
                                PairedStudy.COMPARED,
                                "Does density explain one kernel's values better than the other's? Both"
                                        + " correlations are of the same vertebrae, which these tests allow for."),
                        Map.entry(
                                PairedStudy.AGREEMENT,
                                "Of normal differences 95 % lie between the limits. Proportional bias is the slope"
                                        + " of the difference on the mean of both kernels: an interval without 0"
                                        + " says that the difference depends on the value, and the limits then"
                                        + " hold for medium values only. ICC(A,1) counts the bias as"
                                        + " disagreement, ICC(C,1) does not."),
                        Map.entry(
                                PairedStudy.ROC,
                                "How well low values tell a group from the others: 0.5 is chance, 1 is complete"
                                        + " separation."),
                        Map.entry(
                                PairedStudy.TABLE_2,
                                "Values below the cut-off speak for the condition. A cut-off belongs to its kernel"
                                        + " and cannot be used with the other."),
                        Map.entry(
                                PairedStudy.ROC_COMPARED,
                                "Does one kernel tell the groups apart better than the other? Both curves are of"
                                        + " the same vertebrae, which the test allows for."))
                .get(section));
    }
}
