package org.vertebrafe.segmentation.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vertebrafe.base.Vec3;

/** A stroke while it is being drawn: only what the brush passes over is touched. */
public final class LiveStroke {

    private final EditSession session;
    private final LabelState state;
    private final Pen pen;
    private final Brush brush;
    private final int label;
    private final Optional<Slicing> plane;
    private final double radius;
    private final Where where;
    private final List<Vec3> path = new ArrayList<>();

    LiveStroke(
            EditSession session,
            LabelState state,
            Pen pen,
            int label,
            Optional<Slicing> plane,
            double radius,
            Where where) {
        this.session = session;
        this.state = state;
        this.pen = pen;
        this.brush = new Brush(state.grid, plane, radius);
        this.label = label;
        this.plane = plane;
        this.radius = radius;
        this.where = where;
    }

    /**
     * Draws on to a point, or begins there.
     *
     * @param point voxel coordinates in the LPS order
     * @return where voxels may have changed
     */
    public Region to(Vec3 point) {
        Vec3 next = Operation.rounded(point);
        if (!path.isEmpty() && path.get(path.size() - 1).equals(next)) {
            return Region.NONE;
        }
        Vec3 previous = path.isEmpty() ? next : path.get(path.size() - 1);
        path.add(next);
        return brush.paint(previous, next, pen, label);
    }

    /** Ends the stroke and makes it a step that can be undone. */
    public void finish() {
        session.finish(new Operation.Stroke(label, plane, radius, path, where), pen.runs());
    }

    /** Takes the stroke back as if it had never been. */
    public Region cancel() {
        Region region = pen.runs().write(state, false);
        session.abandon();
        return region;
    }
}
