package org.vertebrafe.io.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vertebrafe.base.InputException;

/** Finds the one CT series among the DICOM files of a folder or the slices of a stack, or says what there is. */
final class SeriesChoice {

    /**
     * One file or image and its header.
     *
     * @param source which of the files or images given it is
     * @param header what it says
     */
    record Item(int source, DicomHeader header) {}

    /** Series are told apart by their UID and, because anonymizers blank it, by number and kernel as well. */
    private record Key(String uid, String number, String kernel) implements Comparable<Key> {

        static Key of(Item item) {
            DicomHeader header = item.header();
            return new Key(
                    header.text(DicomTag.SERIES_UID).orElse(""),
                    header.text(DicomTag.SERIES_NUMBER).orElse(""),
                    header.text(DicomTag.KERNEL).orElse(""));
        }

        @Override
        public int compareTo(Key other) {
            return (number + '\0' + kernel + '\0' + uid)
                    .compareTo(other.number + '\0' + other.kernel + '\0' + other.uid);
        }
    }

    private static final int MAX_LISTED = 12;

    private SeriesChoice() {}

    /**
     * Chooses.
     *
     * @param place what was given, for messages
     * @param items all DICOM files or images there
     * @param wanted the source whose series is meant, if one was given
     * @param remedy what to do where there are several, a sentence
     * @param warnings takes what was left out
     * @throws InputException if there is no CT series, or more than one and none was named
     */
    static List<Item> choose(String place, List<Item> items, OptionalInt wanted, String remedy, List<String> warnings) {
        List<Item> ct = images(place, items);
        requireSingleFrames(ct);
        List<Item> slices = ct.stream().filter(SeriesChoice::isSlice).toList();
        if (slices.isEmpty()) {
            throw InputException.of(
                    "%s: none of the %d CT images is a slice with ImagePositionPatient (localizers and screenshots are not):"
                            + " export the axial series.",
                    place, ct.size());
        }
        if (slices.size() < ct.size()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s: %d localizer or screenshot image(s) without a slice position were left out.",
                    DicomCt.IN_WARNINGS,
                    ct.size() - slices.size()));
        }
        Map<Key, List<Item>> series =
                slices.stream().collect(Collectors.groupingBy(Key::of, TreeMap::new, Collectors.toList()));
        if (wanted.isPresent()) {
            return ofSource(series, wanted.getAsInt(), place);
        }
        if (series.size() > 1) {
            throw InputException.of("%s holds %d CT series: %s. %s", place, series.size(), list(series), remedy);
        }
        return series.values().iterator().next();
    }

    private static List<Item> images(String place, List<Item> items) {
        Map<String, Long> modalities = new TreeMap<>();
        List<Item> ct = new ArrayList<>();
        for (Item item : items) {
            String modality = item.header().text(DicomTag.MODALITY).orElse("none");
            modality = modality.matches("[A-Z]{2,16}") ? modality : "none";
            if (!item.header().hasPixels()) {
                modality += " without an image";
            }
            modalities.merge(modality, 1L, Long::sum);
            if (modality.equals("CT")) {
                ct.add(item);
            }
        }
        if (ct.isEmpty()) {
            throw InputException.of(
                    "%s holds no CT image; modality of the DICOM files: %s. Density needs the HU of a CT: choose the CT"
                            + " series.",
                    place,
                    modalities.entrySet().stream()
                            .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                            .collect(Collectors.joining(", ")));
        }
        return ct;
    }

    private static void requireSingleFrames(List<Item> images) {
        for (Item item : images) {
            if (item.header().number(DicomTag.FRAMES).orElse(1) > 1) {
                throw InputException.of(
                        "%s is a multi-frame (enhanced CT) file, which is not read here: convert it to NIfTI with dcm2niix, or"
                                + " export the series as single slices.",
                        item.header().file());
            }
        }
    }

    private static boolean isSlice(Item item) {
        boolean localizer =
                Arrays.asList(item.header().parts(DicomTag.IMAGE_TYPE)).contains("LOCALIZER");
        return !localizer && item.header().text(DicomTag.POSITION).isPresent();
    }

    private static List<Item> ofSource(Map<Key, List<Item>> series, int wanted, String place) {
        return series.values().stream()
                .filter(items -> items.stream().anyMatch(item -> item.source() == wanted))
                .findFirst()
                .orElseThrow(() -> InputException.of(
                        "%s is no slice of a CT series: choose a slice of the series, or its folder.", place));
    }

    private static String list(Map<Key, List<Item>> series) {
        String list = series.entrySet().stream()
                .limit(MAX_LISTED)
                .map(entry -> String.format(
                        Locale.ROOT,
                        "series %s, kernel %s, %d slices (as %s)",
                        entry.getKey().number().isEmpty()
                                ? "without number"
                                : entry.getKey().number(),
                        entry.getKey().kernel().isEmpty()
                                ? "not named"
                                : entry.getKey().kernel(),
                        entry.getValue().size(),
                        entry.getValue().get(0).header().file()))
                .collect(Collectors.joining("; "));
        return series.size() > MAX_LISTED ? list + "; ..." : list;
    }
}
