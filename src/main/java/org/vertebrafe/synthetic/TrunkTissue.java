package org.vertebrafe.synthetic;

import java.util.List;
import org.vertebrafe.base.Vec3;

/** CT number of soft tissue anywhere in a scene, HU: borders are soft, because they carry no truth. */
final class TrunkTissue {

    private static final double EDGE = 1.5;
    private static final double SKIN = 2;
    private static final double SKIN_HU = 15;

    /** Distance over which the tissues around one vertebra turn into those around the next, mm. */
    private static final double HANDOVER = 8;

    /** Semi-axes and middle of the region behind the peritoneum, in the axes of the first vertebra, mm. */
    private static final double REGION_X = 78;

    private static final double REGION_Y = 62;
    private static final double REGION_MIDDLE = 22;

    private final SyntheticScene scene;
    private final List<SoftTissueMap> maps;
    private final long seed;

    TrunkTissue(SyntheticScene scene) {
        this.scene = scene;
        maps = scene.spine().stream()
                .map(vertebra -> new SoftTissueMap(vertebra, new VertebraGeometry(vertebra), scene.tissue()))
                .toList();
        seed = HashNoise.mix(scene.spine().isEmpty() ? 3 : scene.spine().get(0).seed() + 3);
    }

    /** HU at an LPS position within the body. */
    double hu(Vec3 p) {
        if (scene.trunk().isEmpty()) {
            return maps.isEmpty() ? SyntheticScene.AIR : aroundSpine(p);
        }
        Trunk trunk = scene.trunk().orElseThrow();
        SoftTissue tissue = scene.tissue();
        double depth = -trunk.distance(p.x(), p.y());
        double hu = blend(tissue.fat(), tissue.muscle(), trunk.fat() - depth);
        double cavity = trunk.fat() + trunk.wall() - depth;
        if (cavity < EDGE) {
            hu = blend(hu, viscera(p), cavity);
        }
        hu += 0.6 * tissue.mottleSd() * HashNoise.texture(seed ^ 7, p.x() / 6, p.y() / 6, p.z() / 9);
        if (!maps.isEmpty()) {
            Vec3 local = scene.spine().get(0).pose().toLocal(p);
            double region =
                    Primitive.ellipse(local.x() / REGION_X, (local.y() - REGION_MIDDLE) / REGION_Y, REGION_X, REGION_Y);
            double inside = Math.max(region, trunk.fat() - depth);
            if (inside < EDGE) {
                hu = blend(hu, aroundSpine(p), inside);
            }
        }
        return blend(hu, SKIN_HU, depth - SKIN);
    }

    /** Loops of bowel in fat. */
    private double viscera(Vec3 p) {
        double shape = HashNoise.texture(seed, p.x() / 38, p.y() / 38, p.z() / 60);
        return blend(scene.tissue().fat(), 38, -12 * (shape + 0.35));
    }

    /** Tissue of the vertebra whose level this is, handed over from one to the next in the disc. */
    private double aroundSpine(Vec3 p) {
        int nearest = 0;
        int second = -1;
        double best = Double.POSITIVE_INFINITY;
        double next = Double.POSITIVE_INFINITY;
        for (int v = 0; v < maps.size(); v++) {
            double height = Math.abs(local(v, p).z());
            if (height < best) {
                next = best;
                second = best == Double.POSITIVE_INFINITY ? -1 : nearest;
                best = height;
                nearest = v;
            } else if (height < next) {
                next = height;
                second = v;
            }
        }
        double hu = hu(nearest, p);
        double lead = next - best;
        if (second < 0 || lead >= HANDOVER) {
            return hu;
        }
        double part = 0.5 + lead / (2 * HANDOVER);
        return part * hu + (1 - part) * hu(second, p);
    }

    private Vec3 local(int v, Vec3 p) {
        return scene.spine().get(v).pose().toLocal(p);
    }

    private double hu(int v, Vec3 p) {
        Vec3 local = local(v, p);
        return maps.get(v).hu(local.x(), local.y(), local.z());
    }

    private static double blend(double below, double above, double distance) {
        double part = Math.min(Math.max(0.5 - distance / EDGE, 0), 1);
        return below + part * (above - below);
    }
}
