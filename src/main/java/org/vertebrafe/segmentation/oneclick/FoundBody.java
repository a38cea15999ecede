package org.vertebrafe.segmentation.oneclick;

import org.vertebrafe.base.Vec3;

/**
 * A vertebral body that {@link SpineFinder} found.
 *
 * @param fromTop its number among those found, 1 is the topmost; which level of the spine that is the image alone does
 *     not tell
 * @param centre its middle, LPS mm: a seed for {@link VertebraSegmenter}
 * @param superior its axis, unit vector towards the head
 * @param width from left to right, mm, roughly
 * @param depth from anterior to posterior, mm, roughly
 * @param height mm, roughly
 * @param confidence mean strength of the edges all over its surface less what speaks against it: 1 would be a strong edge
 *     everywhere, a body that stands out has 0.5 and more
 * @param complete whether all of it lies in the image
 */
public record FoundBody(
        int fromTop,
        Vec3 centre,
        Vec3 superior,
        double width,
        double depth,
        double height,
        double confidence,
        boolean complete) {

    /** What can be said of its level without inventing it. */
    public String label() {
        return "vertebra " + fromTop + " from the top";
    }
}
