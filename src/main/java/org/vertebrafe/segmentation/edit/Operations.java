package org.vertebrafe.segmentation.edit;

import java.util.BitSet;
import org.vertebrafe.base.Vec3;

/** Carries out operations. */
final class Operations {

    private Operations() {}

    /** @param corrected voxels corrected by hand, which only segmenting again spares */
    static void run(Operation operation, BitSet corrected, Work work) {
        if (operation instanceof Operation.Stroke stroke) {
            stroke(stroke, work);
        } else if (operation instanceof Operation.Lasso lasso) {
            LassoFill.apply(lasso, work);
        } else if (operation instanceof Operation.Interpolate interpolate) {
            SliceInterpolation.apply(interpolate, work);
        } else if (operation instanceof Operation.Smooth smooth) {
            VolumeSmoothing.apply(smooth.label(), smooth.sigma(), work);
        } else if (operation instanceof Operation.KeepLargest keep) {
            Morphology.keepLargest(keep.label(), work);
        } else if (operation instanceof Operation.FillHoles fill) {
            Morphology.fillHoles(fill.label(), fill.plane(), work);
        } else if (operation instanceof Operation.Dilate dilate) {
            Morphology.dilate(dilate.label(), dilate.distance(), work);
        } else if (operation instanceof Operation.Erode erode) {
            Morphology.erode(erode.label(), erode.distance(), work);
        } else if (operation instanceof Operation.Relabel relabel) {
            relabel(relabel, work);
        } else if (operation instanceof Operation.Grow grow) {
            Reseeding.grow(grow, work);
        } else if (operation instanceof Operation.Resegment resegment) {
            Reseeding.segment(resegment, corrected, work);
        } else {
            work.forEach(Region.all(work.grid()), (local, global) -> work.pen()
                    .set(global, work.state().original(global)));
        }
    }

    /** Whether what it changed counts as corrected by hand. */
    static boolean byHand(Operation operation) {
        return !(operation instanceof Operation.Resegment || operation instanceof Operation.Reset);
    }

    private static void stroke(Operation.Stroke stroke, Work work) {
        work.pen().requireGain(stroke.label());
        Brush brush = new Brush(work.grid(), stroke.plane(), stroke.radius());
        Vec3 previous = stroke.path().get(0);
        for (Vec3 point : stroke.path()) {
            brush.paint(previous, point, work.pen(), stroke.label());
            previous = point;
        }
    }

    private static void relabel(Operation.Relabel relabel, Work work) {
        work.pen().requireGain(relabel.to());
        work.forEach(work.box(relabel.from()), (local, global) -> {
            if (work.state().get(global) == relabel.from()) {
                work.pen().set(global, relabel.to());
            }
        });
    }
}
