package org.vertebrafe.segmentation.edit;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.segmentation.oneclick.SegmentationSettings;
import org.vertebrafe.segmentation.oneclick.VertebraSegmenter;

/** Segments a vertebra from a seed into labels 1 to 4 on the CT's grid. */
@FunctionalInterface
public interface Segmenter {

    /** The segmentation of {@link VertebraSegmenter}. */
    Segmenter ONE_CLICK = (ct, seed, settings, threads, progress) ->
            VertebraSegmenter.segment(ct, seed, settings, threads, progress).labels();

    /**
     * Segments.
     *
     * @param ct HU
     * @param seed in the vertebral body, LPS mm
     * @param settings whether arch and processes are wanted, and what is known already
     */
    Labels segment(Volume ct, Vec3 seed, SegmentationSettings settings, TaskExecutor threads, Progress progress);
}
