package org.vertebrafe.analysis;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.vertebrafe.base.Choice;
import org.vertebrafe.segmentation.Tissue;

/** The parts of a vertebra over which a quantity is summed up. */
public enum BoneRegion {
    ALL("bone", "All bone", Tissue::isBone),
    BODY("body", "Vertebral body", Tissue::isBody),
    TRABECULAR_BODY("trabecular-body", "Trabecular body", tissue -> tissue == Tissue.TRABECULAR_BODY),
    CORTEX("cortical-body", "Cortex of the body", tissue -> tissue == Tissue.CORTICAL_BODY),
    POSTERIOR("posterior", "Posterior elements", Tissue::isProcess);

    private final String id;
    private final String title;
    private final Predicate<Tissue> tissues;

    BoneRegion(String id, String title, Predicate<Tissue> tissues) {
        this.id = id;
        this.title = title;
        this.tissues = tissues;
    }

    /** The parts that the label map of a result tells apart; together they are its bone. */
    public static List<BoneRegion> of(AnalysisResult result) {
        EnumSet<BoneRegion> found = EnumSet.noneOf(BoneRegion.class);
        for (int e = 0; e < result.mesh().elements(); e++) {
            Tissue tissue = result.tissue(e);
            Arrays.stream(values()).filter(region -> region.holds(tissue)).forEach(found::add);
        }
        boolean divided = found.contains(TRABECULAR_BODY) || found.contains(CORTEX);
        List<BoneRegion> parts = Stream.of(BODY, TRABECULAR_BODY, CORTEX, POSTERIOR)
                .filter(found::contains)
                .filter(region -> region != BODY || !divided)
                .toList();
        return parts.isEmpty() ? List.of(ALL) : parts;
    }

    /** Name in macros. */
    public String id() {
        return id;
    }

    /** Name for a person. */
    public String title() {
        return title;
    }

    /** Whether a tissue belongs to it. */
    public boolean holds(Tissue tissue) {
        return tissues.test(tissue);
    }

    /** All names. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(BoneRegion::id).toList();
    }

    /** The region of this name. */
    public static BoneRegion ofId(String id) {
        return Choice.of("Region", id, List.of(values()), BoneRegion::id);
    }
}
