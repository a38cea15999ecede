package org.vertebrafe.segmentation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.LabelResampler;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.image.VoxelOrder;

/**
 * Takes over one vertebra of a label map made elsewhere: onto the CT's grid, body told from the posterior elements, cortex
 * from cancellous bone.
 */
public final class LabelImport {

    /** A vertebra of which less lies within the CT is not of it. */
    private static final double LEAST_INSIDE = 0.5;

    private static final double WHOLE = 0.9995;

    private static final double PERCENT = 100;

    /** No vertebra's cortex is thicker, mm. */
    private static final double MOST_CORTEX = 5;

    /** What to do about labels that are not on the grid of their CT, the end of a sentence. */
    public static final String REMEDY =
            "Import Vertebra Labels... or vertebrafe labels brings a label map onto the CT's grid.";

    private LabelImport() {}

    /**
     * Imports.
     *
     * @param ct HU or density
     * @param map labels on any grid in the same patient coordinates
     * @param roles what its numbers mean
     * @param cortex thickness of the cortex, mm, where the map does not tell it
     * @throws InputException if the vertebra does not lie in the CT, or cannot be divided
     */
    public static ImportedVertebra run(Volume ct, Labels map, LabelRoles roles, double cortex) {
        IntPredicate chosen = roles.roles()::containsKey;
        // Tells what is wrong with the numbering before anything else.
        TissueMap.of(map, roles);
        List<String> steps = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        double inside = LabelResampler.inside(map, chosen, ct.grid());
        if (inside < LEAST_INSIDE) {
            throw InputException.of(
                    "%.0f %% of the labelled vertebra lies within the CT, at least %.0f %% must: the label map is of another"
                            + " scan, or its origin or orientation is wrong. Labels %s; CT %s.",
                    PERCENT * inside, PERCENT * LEAST_INSIDE, words(map.grid()), words(ct.grid()));
        }
        if (inside < WHOLE) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%.1f %% of the labelled vertebra lies outside of the CT and is missing.",
                    PERCENT * (1 - inside)));
        }
        Labels onGrid = VoxelOrder.onto(map, ct.grid());
        if (onGrid.grid().difference(ct.grid()).isPresent()) {
            onGrid = LabelResampler.nearest(map, ct.grid());
            steps.add(String.format(
                    Locale.ROOT,
                    "The labels (%s) were resampled to the CT's grid (%s), nearest neighbour.",
                    words(map.grid()),
                    words(ct.grid())));
        }
        TissueMap tissues = divided(onGrid, roles, cortex, steps);
        // On the CT's grid from here on: the label map's may differ from it by rounding.
        tissues = new TissueMap(ct.grid(), tissues.codes());
        contrast(ct, tissues, warnings);
        boolean shell = TissueMap.of(onGrid, roles).any(t -> t == Tissue.BODY || t == Tissue.VERTEBRA);
        return new ImportedVertebra(LabelRoles.numbered(tissues), tissues, shell, inside, steps, warnings);
    }

    /**
     * The same vertebra with the body's cortex as thick as it was measured; that of the posterior elements stays.
     *
     * @param wall thickness, mm
     */
    public static ImportedVertebra withWall(ImportedVertebra vertebra, double wall) {
        byte[] codes = vertebra.tissues().codes().clone();
        for (int at = 0; at < codes.length; at++) {
            Tissue tissue = vertebra.tissues().get(at);
            codes[at] = tissue != null && tissue.isBody() ? Tissue.BODY.code() : codes[at];
        }
        TissueMap told = new TissueMap(vertebra.tissues().grid(), codes).changed(part -> shelled(part, wall));
        List<String> steps = new ArrayList<>(vertebra.steps());
        steps.add(String.format(
                Locale.ROOT, "The cortex of the body is %.2f mm thick, the median of its wall in the CT.", wall));
        return new ImportedVertebra(
                LabelRoles.numbered(told), told, true, vertebra.inside(), steps, vertebra.warnings());
    }

    /**
     * A vertebra with body and posterior elements, cortex and cancellous bone told apart.
     *
     * @param map labels
     * @param roles what its numbers mean
     * @param cortex thickness of the cortex, mm, where the map does not tell it
     * @param steps receives what was done, whole sentences
     */
    public static TissueMap divided(Labels map, LabelRoles roles, double cortex, List<String> steps) {
        TissueMap tissues = TissueMap.of(map, roles);
        if (WholeVertebra.isIn(tissues)) {
            tissues = WholeVertebra.divide(tissues);
            steps.add(WholeVertebra.METHOD);
        }
        return withCortex(tissues, cortex, steps);
    }

    private static String words(VoxelGrid grid) {
        return String.format(
                Locale.ROOT,
                "%d x %d x %d voxels of %s mm from %s mm",
                grid.nx(),
                grid.ny(),
                grid.nz(),
                grid.spacing(),
                grid.origin());
    }

    /** Bone is brighter than what is around it; labels of another scan or place are not. */
    private static void contrast(Volume ct, TissueMap tissues, List<String> warnings) {
        int[] box = tissues.boundingBox();
        double in = 0;
        double out = 0;
        long nIn = 0;
        long nOut = 0;
        for (int k = box[2]; k < box[5]; k++) {
            for (int j = box[1]; j < box[4]; j++) {
                for (int i = box[0]; i < box[3]; i++) {
                    Tissue tissue = tissues.get(ct.grid().index(i, j, k));
                    if (tissue == null) {
                        out += ct.get(i, j, k);
                        nOut++;
                    } else if (tissue.isBone()) {
                        in += ct.get(i, j, k);
                        nIn++;
                    }
                }
            }
        }
        if (nOut > 0 && in / nIn <= out / nOut) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "The labelled voxels are no brighter (mean %.0f) than those around them (mean %.0f): do the labels belong"
                            + " to this CT, and at this place?",
                    in / nIn,
                    out / nOut));
        }
    }

    private static TissueMap withCortex(TissueMap tissues, double cortex, List<String> steps) {
        boolean undivided = tissues.any(t -> t == Tissue.BODY || t == Tissue.PROCESS);
        if (!undivided) {
            return tissues;
        }
        if (!(cortex >= 0 && cortex <= MOST_CORTEX)) {
            throw InputException.of(
                    "Cortex thickness %s mm: must be 0..%.0f mm.", Double.toString(cortex), MOST_CORTEX);
        }
        TissueMap told = tissues.changed(part -> shelled(part, cortex));
        steps.add(String.format(
                Locale.ROOT,
                "Cortex is the outermost layer of voxels and what lies within %.2f mm of the surface.",
                cortex));
        return told;
    }

    private static TissueMap shelled(TissueMap tissues, double cortex) {
        BitSet bone = new BitSet(tissues.codes().length);
        for (int at = 0; at < tissues.codes().length; at++) {
            bone.set(at, tissues.get(at) != null && tissues.get(at).isBone());
        }
        BitSet shell = CorticalShell.of(tissues.grid(), bone, at -> cortex);
        byte[] codes = tissues.codes().clone();
        for (int at = bone.nextSetBit(0); at >= 0; at = bone.nextSetBit(at + 1)) {
            Tissue tissue = tissues.get(at);
            if (tissue == Tissue.BODY) {
                codes[at] = (shell.get(at) ? Tissue.CORTICAL_BODY : Tissue.TRABECULAR_BODY).code();
            } else if (tissue == Tissue.PROCESS) {
                codes[at] = (shell.get(at) ? Tissue.CORTICAL_PROCESS : Tissue.TRABECULAR_PROCESS).code();
            }
        }
        return new TissueMap(tissues.grid(), codes);
    }
}
