package org.vertebrafe.study;

import java.util.Arrays;
import java.util.List;
import org.vertebrafe.analysis.Setting;
import org.vertebrafe.analysis.Settings;

/** Everything that decides the statistics of a study but its table. */
public record StudyConfig(
        @Setting(
                        label = "Kernels",
                        byDefault = "",
                        help = "The two kernels to compare, reference first, for instance B40f,B70f. Empty: the two"
                                + " that the table has, in its order.")
                String kernels,
        @Setting(
                        label = "Groups",
                        byDefault = "osteoporosis,osteopenia,normal",
                        help = "Groups from the weakest bone to the strongest. ROC curves tell the first from the"
                                + " others, then the first two from the others, and so on. Empty: in the order of"
                                + " the table.")
                String groups,
        @Setting(
                        label = "Specificity",
                        byDefault = "0.9",
                        min = 0,
                        max = 1,
                        help = "Specificity of the second cut-off; the first is that of the largest Youden index.")
                double specificity,
        @Setting(
                        label = "Bootstrap samples",
                        byDefault = "2000",
                        min = 100,
                        max = 1000000,
                        expert = true,
                        help = "Samples drawn for the intervals of the cut-offs.")
                int replicates,
        @Setting(
                        label = "Bootstrap seed",
                        byDefault = "1",
                        expert = true,
                        help = "Seed of those draws: the same seed gives the same intervals.")
                int bootstrapSeed) {

    /** The configuration in which everything is as declared by default. */
    public static StudyConfig defaults() {
        return Settings.of(StudyConfig.class).defaults();
    }

    /** The kernels named. */
    public List<String> kernelList() {
        return list(kernels);
    }

    /** The groups named. */
    List<String> groupList() {
        return list(groups);
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
