package org.vertebrafe.imagej.view3d;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.vertebrafe.base.Vec3;

/**
 * The skin of a model as triangles with a colour at each corner, for programs that draw it themselves.
 *
 * @param xyz nine coordinates of each triangle, mm; counter-clockwise seen from outside
 * @param rgb nine parts of colour of each triangle, 0..1
 */
record ColouredSurface(float[] xyz, float[] rgb) {

    /**
     * The skin as a view shows it, but whole.
     *
     * @param place where a point of the patient (LPS, mm) is to lie; empty: the model's least corner lies at zero
     */
    static ColouredSurface of(Scene scene, View view, Optional<UnaryOperator<Vec3>> place) {
        scene.show(view.field(), view.smooth(), view.deformation());
        Triangles skin = scene.skin(Optional.empty());
        UnaryOperator<Vec3> to = place.orElseGet(() -> leastCornerAtZero(scene, skin));
        boolean mirrored = isMirrored(to);
        int[] colours = view.colours().colours();
        float[] xyz = new float[9 * skin.count()];
        float[] rgb = new float[9 * skin.count()];
        for (int corner = 0; corner < 3 * skin.count(); corner++) {
            // Programs tell outside from inside by the order of corners.
            int from = mirrored && corner % 3 != 0 ? corner + (corner % 3 == 1 ? 1 : -1) : corner;
            Vec3 at = to.apply(patient(scene, skin, skin.corners()[from]));
            float value = skin.values()[from];
            int colour = Float.isNaN(value)
                    ? Renderer.NONE
                    : colours[(int) Math.round(255 * view.range().fraction(value))];
            for (int part = 0; part < 3; part++) {
                xyz[3 * corner + part] = (float) at.get(part);
                rgb[3 * corner + part] = (colour >> (16 - 8 * part) & 0xFF) / 255F;
            }
        }
        return new ColouredSurface(xyz, rgb);
    }

    private static Vec3 patient(Scene scene, Triangles skin, int vertex) {
        float[] xyz = skin.xyz();
        return scene.centre().plus(new Vec3(xyz[3 * vertex], xyz[3 * vertex + 1], xyz[3 * vertex + 2]));
    }

    private static UnaryOperator<Vec3> leastCornerAtZero(Scene scene, Triangles skin) {
        double[] least = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        for (int at = 0; at < skin.xyz().length; at++) {
            least[at % 3] =
                    Math.min(least[at % 3], skin.xyz()[at] + scene.centre().get(at % 3));
        }
        Vec3 corner = new Vec3(least[0], least[1], least[2]);
        return point -> point.minus(corner);
    }

    private static boolean isMirrored(UnaryOperator<Vec3> place) {
        Vec3 zero = place.apply(Vec3.ZERO);
        Vec3 x = place.apply(new Vec3(1, 0, 0)).minus(zero);
        Vec3 y = place.apply(new Vec3(0, 1, 0)).minus(zero);
        Vec3 z = place.apply(new Vec3(0, 0, 1)).minus(zero);
        return x.cross(y).dot(z) < 0;
    }
}
