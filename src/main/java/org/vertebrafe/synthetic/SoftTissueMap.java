package org.vertebrafe.synthetic;

/**
 * Where the soft tissues lie around one lumbar vertebra, in its own axes: tubes along the superior axis with soft edges,
 * because these borders carry no truth and need no super-sampling.
 */
final class SoftTissueMap {

    /** Width over which one tissue turns into the next, mm. */
    private static final double EDGE = 1.5;

    /** Length of the mottle, mm. */
    private static final double MOTTLE = 5;

    /** Rounding between neighbouring muscles, mm. */
    private static final double FASCIA = 2;

    private final SoftTissue tissue;
    private final VertebraGeometry geometry;
    private final double a;
    private final double b;
    private final double discFrom;
    private final double canalHalf;
    private final double canalFront;
    private final double canalBack;
    private final double discRadius;
    private final long seed;

    SoftTissueMap(SyntheticVertebra vertebra, VertebraGeometry geometry, SoftTissue tissue) {
        BodyShape body = vertebra.body();
        this.tissue = tissue;
        this.geometry = geometry;
        a = body.width() / 2;
        b = body.depth() / 2;
        discRadius = Math.min(a, b);
        discFrom = body.height() / 2 - Math.max(body.superiorConcavity(), body.inferiorConcavity()) - 1;
        canalHalf = vertebra.arch().canalWidth() / 2;
        canalFront = b - body.posteriorConcavity();
        canalBack = canalFront + vertebra.arch().canalDepth();
        seed = HashNoise.mix(vertebra.seed() + 1);
    }

    /** HU at a position that is not bone. */
    double hu(double x, double y, double z) {
        double side = Math.abs(x);
        double hu = tissue.fat();
        // psoas, quadratus lumborum, multifidus, longissimus and iliocostalis
        double muscle = ellipse(side, y, a + 12.5, 6, 14, 18);
        muscle = Smooth.union(muscle, ellipse(side, y, a + 30, 24, 13, 9), FASCIA);
        double back = ellipse(side, y, 10.5, canalBack + 14, 9, 14);
        back = Smooth.union(back, ellipse(side, y, 29, canalBack + 12, 12, 17), FASCIA);
        back = Smooth.union(back, ellipse(side, y, 48, canalBack + 6, 10, 14), FASCIA);
        muscle = Math.min(muscle, back);
        // Septa of fat: the outline of muscle is never an ellipse.
        muscle += 0.9 * HashNoise.texture(~seed, x / 9, y / 9, z / 30);
        hu = blend(hu, tissue.muscle(), muscle);
        // aorta to the left of the midline, inferior vena cava to the right
        hu = blend(hu, tissue.vessel(), ellipse(x, y, 9, -b - 12, 9, 9));
        hu = blend(hu, tissue.vessel(), ellipse(x, y, -14, -b - 11, 11, 8.5));
        double disc = (geometry.body().gauge(x, y) - 1) * discRadius;
        hu = blend(hu, tissue.disc(), Math.max(disc, discFrom - Math.abs(z)));
        double canal = geometry.arch().canal(x, y);
        hu = blend(hu, tissue.fat(), canal);
        double sacY = canalFront + 0.46 * (canalBack - canalFront);
        hu = blend(hu, tissue.thecalSac(), ellipse(x, y, 0, sacY, 0.78 * canalHalf, 0.4 * (canalBack - canalFront)));
        if (tissue.mottleSd() > 0) {
            hu += tissue.mottleSd() * HashNoise.texture(seed, x / MOTTLE, y / MOTTLE, z / (2 * MOTTLE));
        }
        return hu;
    }

    private static double blend(double below, double above, double distance) {
        double part = Math.min(Math.max(0.5 - distance / EDGE, 0), 1);
        return below + part * (above - below);
    }

    /** Distance to an ellipse, negative inside, exact to first order at its border, mm. */
    private static double ellipse(double x, double y, double centreX, double centreY, double a, double b) {
        double u = (x - centreX) / a;
        double v = (y - centreY) / b;
        double gauge = Math.sqrt(u * u + v * v);
        if (gauge < 1e-6) {
            return -Math.min(a, b);
        }
        double ua = u / a;
        double vb = v / b;
        return gauge * (gauge - 1) / Math.sqrt(ua * ua + vb * vb);
    }
}
