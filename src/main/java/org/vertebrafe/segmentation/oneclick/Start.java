package org.vertebrafe.segmentation.oneclick;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;

/** What a segmentation starts from. */
public sealed interface Start {

    /** A point within the vertebral body, or the middle of the box around it, LPS mm. */
    Vec3 middle();

    /** Segments the vertebra that is meant, see {@link VertebraSegmenter}. */
    Segmentation segment(Volume hu, SegmentationSettings settings, TaskExecutor threads, Progress progress);

    /** A point within the body. */
    record Point(Vec3 middle) implements Start {
        @Override
        public Segmentation segment(Volume hu, SegmentationSettings settings, TaskExecutor threads, Progress progress) {
            return VertebraSegmenter.segment(hu, middle, settings, threads, progress);
        }
    }

    /**
     * A box around the body, edges along the patient's axes.
     *
     * @param corner one corner, LPS mm
     * @param opposite the opposite corner
     */
    record Box(Vec3 corner, Vec3 opposite) implements Start {
        @Override
        public Vec3 middle() {
            return corner.plus(opposite).times(0.5);
        }

        @Override
        public Segmentation segment(Volume hu, SegmentationSettings settings, TaskExecutor threads, Progress progress) {
            return VertebraSegmenter.segment(hu, corner, opposite, settings, threads, progress);
        }
    }
}
