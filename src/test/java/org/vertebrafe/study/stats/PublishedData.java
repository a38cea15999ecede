package org.vertebrafe.study.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small published data sets, as distributed with R where not said otherwise. */
final class PublishedData {

    /** R's {@code sleep}: hours gained by ten patients with each of two drugs; Student 1908, DOI 10.2307/2331554. */
    static final Pairs SLEEP = Pairs.of(
            new double[] {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0},
            new double[] {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4});

    /** Hamilton depression scale before and after a tranquilliser: Hollander and Wolfe 1973, example of R's wilcox.test. */
    static final Pairs DEPRESSION = Pairs.of(
            new double[] {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30},
            new double[] {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29});

    /** Peak expiratory flow by two meters, l/min, first measurements: Bland and Altman 1986, DOI 10.1016/S0140-6736(86)90837-8. */
    static final Pairs PEAK_FLOW = Pairs.of(
            new double[] {494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427},
            new double[] {512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451});

    /** Ratings of 6 targets by 4 judges: Shrout and Fleiss 1979, DOI 10.1037/0033-2909.86.2.420. */
    static final double[][] JUDGES = {{9, 6, 8, 7, 10, 6}, {2, 1, 4, 1, 5, 2}, {5, 3, 6, 2, 6, 4}, {8, 2, 8, 6, 9, 7}};

    /** R's {@code mtcars}: miles per gallon. */
    static final double[] MPG = {
        21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4, 30.4,
        33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4
    };

    /** R's {@code mtcars}: weight, 1000 lb. */
    static final double[] WEIGHT = {
        2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424, 5.345, 2.2,
        1.615, 1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513, 3.17, 2.77, 3.57, 2.78
    };

    /** R's {@code mtcars}: horse power. */
    static final double[] POWER = {
        110, 110, 93, 110, 175, 105, 245, 62, 95, 123, 123, 180, 180, 180, 205, 215, 230, 66, 52, 65, 97, 150, 150, 245,
        175, 66, 91, 113, 264, 175, 335, 109
    };

    /** R's {@code anscombe}: the predictor of sets 1 to 3, and of set 4; DOI 10.2307/2682899. */
    static final double[][] ANSCOMBE_X = {{10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5}, {8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8}};

    static final double[][] ANSCOMBE_Y = {
        {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68},
        {9.14, 8.14, 8.74, 8.77, 9.26, 8.1, 6.13, 3.1, 9.13, 7.26, 4.74},
        {7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73},
        {6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.5, 5.56, 7.91, 6.89}
    };

    /** R's {@code PlantGrowth}: dried weight under control and two treatments; Dobson 1983. */
    static Map<String, Sample> plants() {
        Map<String, Sample> groups = new LinkedHashMap<>();
        groups.put("ctrl", Sample.of(4.17, 5.58, 5.18, 6.11, 4.5, 4.61, 5.17, 4.53, 5.33, 5.14));
        groups.put("trt1", Sample.of(4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69));
        groups.put("trt2", Sample.of(6.31, 5.12, 5.54, 5.5, 5.37, 5.29, 4.92, 6.15, 5.8, 5.26));
        return groups;
    }

    private PublishedData() {}

    /** A column of a data set in the folder statistics; words are numbered by their place in {@code words}. */
    static double[] column(String file, String name, String... words) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/statistics", file));
        int at = Arrays.asList(lines.get(0).split(",")).indexOf(name);
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",")[at])
                .mapToDouble(text -> words.length == 0
                        ? Double.parseDouble(text)
                        : Arrays.asList(words).indexOf(text))
                .toArray();
    }
}
