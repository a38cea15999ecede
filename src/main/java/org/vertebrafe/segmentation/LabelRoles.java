package org.vertebrafe.segmentation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.Labels;

/**
 * Which label number means which tissue.
 *
 * @param roles tissue of each label number
 * @param othersIgnored whether labels without a role are other organs, to be left out; otherwise they are an error
 */
public record LabelRoles(SortedMap<Integer, Tissue> roles, boolean othersIgnored) {

    /** Names of the label maps that are understood without further words. */
    public static final List<String> PRESETS = List.of("vertebrafe", "spinefe-benchmark", "totalsegmentator", "verse");

    private static final int TOTALSEGMENTATOR_C1 = 50;

    /** The tissues that have the numbers 1, 2, ... in the project's own numbering. */
    private static final List<Tissue> OWN = List.of(
            Tissue.TRABECULAR_BODY,
            Tissue.CORTICAL_BODY,
            Tissue.TRABECULAR_PROCESS,
            Tissue.CORTICAL_PROCESS,
            Tissue.INFERIOR_CAP,
            Tissue.SUPERIOR_CAP);

    public LabelRoles {
        roles = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(roles));
        if (roles.isEmpty()) {
            throw new InputException("No label has a role: give at least the label of the vertebral body.");
        }
    }

    /**
     * The roles of a preset in a given label map.
     *
     * @param preset one of {@link #PRESETS}
     * @param level vertebra wanted where the preset numbers vertebrae ("L2"); empty: the only one in the map
     * @param labels the label map, which may hold one vertebra or many
     */
    public static LabelRoles preset(String preset, String level, Labels labels) {
        return switch (preset) {
            case "vertebrafe", "spinefe-benchmark" -> divided();
            case "totalsegmentator" -> vertebra(totalSegmentatorLevels(), level, labels);
            case "verse" -> vertebra(verseLevels(), level, labels);
            default -> throw InputException.of(
                    "Label preset \"%s\" is unknown; choose one of %s.", preset, String.join(", ", PRESETS));
        };
    }

    /** Roles named in a configuration: label number to {@link Tissue#id()}; any other label is an error. */
    public static LabelRoles custom(Map<Integer, String> names) {
        SortedMap<Integer, Tissue> roles = new TreeMap<>();
        names.forEach((label, name) -> {
            if (label < 1 || label > Labels.MAX_LABEL) {
                throw InputException.of(
                        "Label %d cannot have a role: labels run from 1 to %d.", label, Labels.MAX_LABEL);
            }
            roles.put(label, Tissue.ofId(name));
        });
        return new LabelRoles(roles, false);
    }

    /**
     * A map in the program's own numbering, preset "vertebrafe".
     *
     * @throws IllegalArgumentException if it has a tissue without a number there
     */
    public static Labels numbered(TissueMap map) {
        short[] values = new short[map.codes().length];
        for (int at = 0; at < values.length; at++) {
            Tissue tissue = map.get(at);
            if (tissue != null) {
                int number = OWN.indexOf(tissue) + 1;
                if (number == 0) {
                    throw new IllegalArgumentException("No number for " + tissue.id());
                }
                values[at] = (short) number;
            }
        }
        return new Labels(map.grid(), values);
    }

    /** The project's own numbering, which is also that of the spineFE benchmark. */
    private static LabelRoles divided() {
        SortedMap<Integer, Tissue> roles = new TreeMap<>();
        for (Tissue tissue : OWN) {
            roles.put(OWN.indexOf(tissue) + 1, tissue);
        }
        return new LabelRoles(roles, false);
    }

    private static LabelRoles vertebra(Map<String, Integer> numbers, String level, Labels labels) {
        SortedMap<Integer, Integer> counts = labels.counts();
        List<String> present = numbers.entrySet().stream()
                .filter(e -> counts.containsKey(e.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        String wanted = level.isEmpty() && present.size() == 1 ? present.get(0) : level;
        if (wanted.isEmpty()) {
            throw InputException.of(
                    "The label map holds %s: name the one to analyse as level.",
                    present.isEmpty()
                            ? "no vertebra of this numbering"
                            : "the vertebrae " + String.join(", ", present));
        }
        Integer number = numbers.get(wanted);
        if (number == null || !counts.containsKey(number)) {
            throw InputException.of(
                    "Vertebra %s is not in the label map; it holds %s.",
                    wanted, present.isEmpty() ? "no vertebra of this numbering" : String.join(", ", present));
        }
        return new LabelRoles(new TreeMap<>(Map.of(number, Tissue.VERTEBRA)), true);
    }

    /** TotalSegmentator 2, task "total": S1 is 26, L5 27, ... C1 50. */
    private static Map<String, Integer> totalSegmentatorLevels() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        addLevels(numbers, "C", 7, TOTALSEGMENTATOR_C1, -1);
        addLevels(numbers, "T", 12, TOTALSEGMENTATOR_C1 - 7, -1);
        addLevels(numbers, "L", 5, TOTALSEGMENTATOR_C1 - 19, -1);
        return numbers;
    }

    /** VerSe: C1 is 1, T1 8, L1 20, L6 25, T13 28. */
    private static Map<String, Integer> verseLevels() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        addLevels(numbers, "C", 7, 1, 1);
        addLevels(numbers, "T", 12, 8, 1);
        numbers.put("T13", 28);
        addLevels(numbers, "L", 6, 20, 1);
        return numbers;
    }

    private static void addLevels(Map<String, Integer> numbers, String region, int count, int first, int step) {
        for (int i = 0; i < count; i++) {
            numbers.put(region + (i + 1), first + i * step);
        }
    }
}
