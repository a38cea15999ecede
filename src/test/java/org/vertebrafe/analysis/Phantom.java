package org.vertebrafe.analysis;

import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/** A vertebra of 8 x 8 x 8 mm with a spinous process and PMMA disks: solved in milliseconds. */
public final class Phantom {

    public static final VoxelGrid GRID = VoxelGrid.aligned(14, 16, 14, 1, 1, 1);

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    private Phantom() {}

    /** Labels of the vertebrafe preset: 1, 2 body, 4 process, 5 and 6 disks. */
    static short[] labels() {
        short[] labels = new short[GRID.voxels()];
        for (int k = 1; k <= 12; k++) {
            for (int j = 3; j <= 13; j++) {
                for (int i = 3; i <= 10; i++) {
                    labels[GRID.index(i, j, k)] = label(i, j, k);
                }
            }
        }
        return labels;
    }

    private static short label(int i, int j, int k) {
        if (j > 10) {
            return (short) (i > 5 && i < 8 && k > 5 && k < 8 ? 4 : 0);
        }
        if (k < 3 || k > 10) {
            return (short) (k < 3 ? 5 : 6);
        }
        boolean shell = i == 3 || i == 10 || j == 3 || j == 10 || k == 3 || k == 10;
        return (short) (shell ? 2 : 1);
    }

    /** The phantom's labels with some changed. */
    public static Labels labels(UnaryOperator<Short> change) {
        short[] labels = labels();
        for (int at = 0; at < labels.length; at++) {
            labels[at] = change.apply(labels[at]);
        }
        return new Labels(GRID, labels);
    }

    /** The labels without those named. */
    static Labels without(Integer... gone) {
        return labels(label -> Arrays.asList(gone).contains((int) label) ? 0 : label);
    }

    /** An image with one value for each label 0..6. */
    static Volume image(double... valueOfLabel) {
        short[] labels = labels();
        float[] values = new float[labels.length];
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) valueOfLabel[labels[at]];
        }
        return new Volume(GRID, values);
    }

    /** Density, mg/cm3. */
    public static Volume density() {
        return image(0, 100, 350, 90, 300, 0, 0);
    }

    /** HU: fat around, bone within. */
    public static Volume hu() {
        return image(-100, 150, 500, 130, 430, 60, 60);
    }

    static AnalysisInput input(Volume image, Labels labels) {
        return AnalysisInput.of("phantom", image, labels);
    }

    static AnalysisConfig config(Map<String, String> changes) {
        return SETTINGS.with(AnalysisConfig.defaults(), changes);
    }

    static AnalysisResult run(AnalysisInput input, Map<String, String> changes) {
        return VertebraAnalysis.run(input, config(changes), TaskExecutors.singleThreaded(), Progress.NONE);
    }

    /** The phantom as a density image, analysed as by default. */
    static AnalysisResult result() {
        return run(input(density(), labels(label -> label)), Map.of("input", "density"));
    }
}
