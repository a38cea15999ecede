package org.vertebrafe.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vertebrafe.base.InputException;
import org.vertebrafe.study.stats.Pairs;

/**
 * Vertebrae with their measures from two reconstructions. Columns of the CSV file: {@code id}, {@code group}, {@code
 * vbmd_mg_per_cm3}, {@code sex}, {@code age} (optional) and, with a row for each vertebra and kernel, {@code kernel}, {@code strength_N}, {@code
 * stiffness_N_per_mm}; or with a row for each vertebra {@code strength_N.KERNEL} and so on. With a column {@code level}
 * each level of a subject is a vertebra of its own.
 */
public final class PairedTable {

    /** Column of the trabecular density, mg/cm3. */
    public static final String VBMD = "vbmd_mg_per_cm3";

    static final String KERNEL = "kernel";

    private final List<Vertebra> vertebrae;
    private final List<String> kernels;

    /** One vertebra: for each measure its values by the first and the second kernel, NaN where missing. */
    private record Vertebra(
            String subject,
            String id,
            String group,
            String sex,
            double age,
            double vbmd,
            Map<Measure, double[]> values) {}

    private PairedTable(List<Vertebra> vertebrae, List<String> kernels) {
        this.vertebrae = vertebrae;
        this.kernels = kernels;
    }

    /**
     * Reads a table.
     *
     * @param file CSV
     * @param wanted the two kernels, reference first; empty: the two there are, in the order of the table
     * @throws InputException if it is not such a table
     * @throws IOException if it cannot be read
     */
    public static PairedTable read(Path file, List<String> wanted) throws IOException {
        return of(DataTable.read(file), wanted);
    }

    static PairedTable of(DataTable table, List<String> wanted) {
        table.require("id");
        boolean isLong = table.has(KERNEL);
        Set<String> found = isLong ? longKernels(table) : wideKernels(table);
        List<String> kernels = twoKernels(table.name(), found, wanted);
        Map<String, Vertebra> vertebrae = new LinkedHashMap<>();
        for (int row = 0; row < table.rows().size(); row++) {
            addRow(vertebrae, table, row, isLong, kernels);
        }
        return new PairedTable(List.copyOf(vertebrae.values()), kernels);
    }

    /**
     * The two kernels to compare.
     *
     * @param name of the table, for errors
     * @param there kernels that it has
     * @param wanted those asked for, reference first; empty: the two there are
     * @throws InputException if there are not two
     */
    public static List<String> twoKernels(String name, Collection<String> there, List<String> wanted) {
        List<String> kernels = wanted.isEmpty() ? List.copyOf(there) : wanted;
        if (kernels.size() != 2 || !there.containsAll(kernels)) {
            throw InputException.of(
                    "%s: two kernels are compared, but %s; name two of %s, the reference first.",
                    name, wanted.isEmpty() ? "the table has " + there.size() : "asked for are " + wanted, there);
        }
        return kernels;
    }

    private static Set<String> longKernels(DataTable table) {
        table.require(Arrays.stream(Measure.values()).map(Measure::column).toArray(String[]::new));
        Set<String> kernels = new LinkedHashSet<>();
        for (int row = 0; row < table.rows().size(); row++) {
            kernels.add(table.text(row, KERNEL));
        }
        return kernels;
    }

    private static Set<String> wideKernels(DataTable table) {
        String start = Measure.STRENGTH.column() + ".";
        Set<String> kernels = table.header().stream()
                .filter(column -> column.startsWith(start))
                .map(column -> column.substring(start.length()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (kernels.isEmpty()) {
            throw InputException.of(
                    "%s: there is neither a column \"kernel\" nor columns such as \"%sB40f\"; there are %s.",
                    table.name(), start, String.join(", ", table.header()));
        }
        return kernels;
    }

    private static void addRow(
            Map<String, Vertebra> vertebrae, DataTable table, int row, boolean isLong, List<String> kernels) {
        int kernel = kernels.indexOf(table.text(row, KERNEL));
        if (isLong && kernel < 0) {
            return;
        }
        String id = table.text(row, "id");
        if (id.isEmpty()) {
            throw InputException.of("%s, row %d: the id is missing.", table.name(), row + 1);
        }
        String key = name(id, table.text(row, "level"));
        String group = table.text(row, "group");
        Vertebra before = vertebrae.get(key);
        if (before != null && !before.group.equals(group)) {
            throw InputException.of(
                    "%s, row %d: %s is of group \"%s\" here and \"%s\" before.",
                    table.name(), row + 1, key, group, before.group);
        }
        if (before != null && !isLong) {
            throw InputException.of(
                    "%s, row %d: there are two rows of %s; leave one out, or tell levels apart in a column \"level\".",
                    table.name(), row + 1, key);
        }
        Map<Measure, double[]> values = before == null ? new EnumMap<>(Measure.class) : before.values;
        for (Measure measure : Measure.values()) {
            double[] pair = values.computeIfAbsent(measure, m -> new double[] {Double.NaN, Double.NaN});
            for (int k = 0; k < 2; k++) {
                if (!isLong) {
                    pair[k] = table.number(row, measure.column() + "." + kernels.get(k));
                } else if (k == kernel) {
                    refuseTwice(pair[k], table, row, key, kernels.get(k));
                    pair[k] = table.number(row, measure.column());
                }
            }
        }
        // One density for both kernels: that of the reference's row, else that of the other.
        double here = table.number(row, VBMD);
        double known = before == null ? Double.NaN : before.vbmd;
        double vbmd = Double.isNaN(known) || (kernel == 0 && !Double.isNaN(here)) ? here : known;
        vertebrae.put(
                key, new Vertebra(id, key, group, table.text(row, "sex"), age(table.text(row, "age")), vbmd, values));
    }

    /** Ages are for description only: what is no number, such as a range, counts as missing. */
    private static double age(String text) {
        return text.matches("\\d+(\\.\\d+)?") ? Double.parseDouble(text) : Double.NaN;
    }

    /** Name of a vertebra. */
    static String name(String id, String level) {
        return level.isEmpty() ? id : id + " " + level;
    }

    private static void refuseTwice(double before, DataTable table, int row, String key, String kernel) {
        if (!Double.isNaN(before)) {
            throw InputException.of(
                    "%s, row %d: there are two rows of %s with kernel %s; leave one out, or tell levels apart in a"
                            + " column \"level\".",
                    table.name(), row + 1, key, kernel);
        }
    }

    /** The two kernels, reference first. */
    public List<String> kernels() {
        return kernels;
    }

    /** How many vertebrae there are. */
    public int size() {
        return vertebrae.size();
    }

    /** How many subjects they belong to. */
    public int subjects() {
        return (int) vertebrae.stream().map(Vertebra::subject).distinct().count();
    }

    /** Names of the vertebrae: subject, and level where the table tells it. */
    public List<String> ids() {
        return vertebrae.stream().map(Vertebra::id).toList();
    }

    /** The groups in the order of the table; a vertebra without one is in none of them. */
    public List<String> groups() {
        return vertebrae.stream()
                .map(Vertebra::group)
                .filter(group -> !group.isEmpty())
                .distinct()
                .toList();
    }

    /** The vertebrae of one group. */
    public PairedTable of(String group) {
        return new PairedTable(
                vertebrae.stream().filter(v -> v.group.equals(group)).toList(), kernels);
    }

    /** The sexes that the table tells, in its order. */
    List<String> sexes() {
        return vertebrae.stream()
                .map(Vertebra::sex)
                .filter(sex -> !sex.isEmpty())
                .distinct()
                .toList();
    }

    /** How many vertebrae are of somebody of a sex. */
    int ofSex(String sex) {
        return (int) vertebrae.stream().filter(v -> v.sex.equals(sex)).count();
    }

    /** Age of each vertebra's owner, years; NaN where missing. */
    double[] ages() {
        return vertebrae.stream().mapToDouble(Vertebra::age).toArray();
    }

    /** Trabecular density, mg/cm3, of each vertebra; NaN where missing. */
    public double[] vbmd() {
        return vertebrae.stream().mapToDouble(Vertebra::vbmd).toArray();
    }

    /** A measure of each vertebra by the first (0) or second (1) kernel; NaN where missing. */
    public double[] values(Measure measure, int kernel) {
        return vertebrae.stream()
                .mapToDouble(v -> v.values.get(measure)[kernel])
                .toArray();
    }

    /** A measure by the first and the second kernel. */
    public Pairs pairs(Measure measure) {
        return Pairs.of(values(measure, 0), values(measure, 1));
    }

    /** For each vertebra 1 where its group is one of these, 0 where it is another, NaN where it has none. */
    public double[] condition(List<String> groups) {
        return vertebrae.stream()
                .mapToDouble(v -> v.group.isEmpty() ? Double.NaN : groups.contains(v.group) ? 1 : 0)
                .toArray();
    }
}
