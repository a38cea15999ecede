package org.vertebrafe.imagej;

import java.util.function.DoubleFunction;

/**
 * Colour tables computed in OKLab (Ottosson 2020, bottosson.github.io/posts/oklab), where equal distances look about
 * equally different. A curve through that space is cut into 255 steps of equal length, so that equal steps of the value
 * look alike over the whole range and no edge appears that is not in the data.
 */
final class PerceptualColours {

    /** A colour: lightness 0..1 and the two opponent axes, green to red and blue to yellow. */
    record OkLab(double lightness, double a, double b) {

        double distance(OkLab o) {
            return Math.sqrt((lightness - o.lightness) * (lightness - o.lightness)
                    + (a - o.a) * (a - o.a)
                    + (b - o.b) * (b - o.b));
        }
    }

    private static final int FINE = 4096;
    private static final int COLOURS = 256;

    private PerceptualColours() {}

    /** Sequential: lightness rises all the way, so the table also reads in grey print and for any colour vision. */
    static int[] heat() {
        return equalSteps(t -> {
            double lightness = 0.22 + 0.73 * t;
            double hue = Math.toRadians(-65 + 170 * Math.pow(t, 0.85));
            double chroma = 0.20 * Math.pow(Math.sin(Math.PI * (0.18 + 0.72 * t)), 0.9);
            return inGamut(lightness, hue, chroma);
        });
    }

    /** Sequential: lightness falls all the way, so that the lowest value stands out. */
    static int[] frost() {
        return equalSteps(t -> {
            double lightness = 0.95 - 0.73 * t;
            double hue = Math.toRadians(165 + 115 * Math.pow(t, 0.9));
            double chroma = 0.125 * Math.pow(Math.sin(Math.PI * (0.10 + 0.76 * t)), 0.9);
            return inGamut(lightness, hue, chroma);
        });
    }

    /** Diverging: lightness rises to the middle and falls again, alike on both sides. */
    static int[] balance() {
        return equalSteps(t -> {
            double side = Math.abs(2 * t - 1);
            double lightness = 0.94 - 0.54 * side;
            double hue = Math.toRadians(t < 0.5 ? 255 : 25);
            return inGamut(lightness, hue, 0.19 * Math.sin(Math.PI / 2 * Math.min(1, side / 0.8)));
        });
    }

    private static int[] equalSteps(DoubleFunction<OkLab> curve) {
        double[] length = new double[FINE + 1];
        OkLab last = curve.apply(0);
        for (int i = 1; i <= FINE; i++) {
            OkLab next = curve.apply((double) i / FINE);
            length[i] = length[i - 1] + next.distance(last);
            last = next;
        }
        int[] colours = new int[COLOURS];
        int at = 0;
        for (int c = 0; c < COLOURS; c++) {
            double wanted = length[FINE] * c / (COLOURS - 1);
            while (at < FINE && length[at + 1] < wanted) {
                at++;
            }
            double step = at < FINE ? (wanted - length[at]) / (length[at + 1] - length[at]) : 0;
            colours[c] = pack(linear(curve.apply((at + step) / FINE)));
        }
        return colours;
    }

    /** The colour of this lightness and hue whose chroma is the wanted one, or as much of it as a screen can show. */
    private static OkLab inGamut(double lightness, double hue, double chroma) {
        double low = 0;
        double high = chroma;
        for (int i = 0; i < 30; i++) {
            if (displayable(linear(polar(lightness, hue, high)))) {
                return polar(lightness, hue, high);
            }
            double middle = (low + high) / 2;
            if (displayable(linear(polar(lightness, hue, middle)))) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return polar(lightness, hue, low);
    }

    private static OkLab polar(double lightness, double hue, double chroma) {
        return new OkLab(lightness, chroma * Math.cos(hue), chroma * Math.sin(hue));
    }

    private static boolean displayable(double[] rgb) {
        for (double channel : rgb) {
            if (channel < -1e-6 || channel > 1 + 1e-6) {
                return false;
            }
        }
        return true;
    }

    /** Linear-light sRGB of an OKLab colour. */
    private static double[] linear(OkLab c) {
        double l = cube(c.lightness + 0.3963377774 * c.a + 0.2158037573 * c.b);
        double m = cube(c.lightness - 0.1055613458 * c.a - 0.0638541728 * c.b);
        double s = cube(c.lightness - 0.0894841775 * c.a - 1.2914855480 * c.b);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
        };
    }

    /** OKLab of a colour 0xRRGGBB. */
    static OkLab okLab(int rgb) {
        double r = decode(rgb >> 16 & 0xFF);
        double g = decode(rgb >> 8 & 0xFF);
        double b = decode(rgb & 0xFF);
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return new OkLab(
                0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
    }

    private static int pack(double[] linear) {
        int rgb = 0;
        for (double channel : linear) {
            double clipped = Math.max(0, Math.min(1, channel));
            double encoded = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * Math.pow(clipped, 1 / 2.4) - 0.055;
            rgb = rgb << 8 | (int) Math.round(255 * encoded);
        }
        return rgb;
    }

    private static double decode(int channel) {
        double v = channel / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static double cube(double x) {
        return x * x * x;
    }
}
