package org.vertebrafe.study;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A table of made-up vertebrae of three groups by two kernels, of which the second is about 11 % stronger. */
public final class SimulatedCohort {

    private SimulatedCohort() {}

    /** The table as CSV, a row for each vertebra and kernel; the strength of the first by B70f is missing. */
    public static String csv(long seed) {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("id,group,kernel,vbmd_mg_per_cm3,strength_N,stiffness_N_per_mm\n");
        int[] sizes = {11, 10, 10};
        double[] density = {60, 100, 145};
        int id = 0;
        for (int g = 0; g < 3; g++) {
            for (int i = 0; i < sizes[g]; i++) {
                double vbmd = density[g] + 12 * random.nextGaussian();
                double stiffness = 2000 + 75 * vbmd * (1 + 0.15 * random.nextGaussian());
                double strength = 0.58 * stiffness * (1 + 0.03 * random.nextGaussian());
                double factor = 1.11 + 0.03 * random.nextGaussian();
                String start = String.format(Locale.ROOT, "S%02d,%s,", ++id, PublishedStudy.GROUPS.get(g));
                csv.append(start)
                        .append(String.format(Locale.ROOT, "B40f,%.1f,%.1f,%.1f%n", vbmd, strength, stiffness));
                csv.append(start)
                        .append(String.format(
                                Locale.ROOT,
                                "B70f,,%s,%.1f%n",
                                id == 1 ? "" : String.format(Locale.ROOT, "%.1f", strength * factor),
                                stiffness * factor));
            }
        }
        return csv.toString();
    }

    /** The same as a table. */
    public static PairedTable table(long seed) {
        return PairedTable.of(DataTable.parse(csv(seed), "simulated.csv"), List.of());
    }
}
