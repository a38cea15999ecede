package org.vertebrafe.base;

/**
 * A fingerprint of values, fast enough for whole images: equal values give equal fingerprints, others all but never (128
 * bits, mixed as in Stafford 2011, "Better bit mixing"). Tells accidents apart, not forgeries.
 */
public final class Digest {

    private static final long ODD = 0x9E3779B97F4A7C15L;
    private static final long MIX_1 = 0xBF58476D1CE4E5B9L;
    private static final long MIX_2 = 0x94D049BB133111EBL;

    private long one = ODD;
    private long two = MIX_2;

    /** Takes in a number. */
    public Digest add(long value) {
        one = (one ^ value) * ODD;
        one ^= one >>> 32;
        two = (two + value) * MIX_1;
        two ^= two >>> 29;
        return this;
    }

    /** Takes in a number, bit by bit. */
    public Digest add(double value) {
        return add(Double.doubleToRawLongBits(value));
    }

    /** Takes in a text. */
    public Digest add(String text) {
        add(text.length());
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
        return this;
    }

    /** Takes in an array. */
    public Digest add(float[] values) {
        add(values.length);
        for (float value : values) {
            add(Float.floatToRawIntBits(value));
        }
        return this;
    }

    /** Takes in an array. */
    public Digest add(double[] values) {
        add(values.length);
        for (double value : values) {
            add(value);
        }
        return this;
    }

    /** Takes in an array. */
    public Digest add(int[] values) {
        add(values.length);
        for (int value : values) {
            add(value);
        }
        return this;
    }

    /** Takes in an array. */
    public Digest add(short[] values) {
        add(values.length);
        for (short value : values) {
            add(value);
        }
        return this;
    }

    /** Takes in an array. */
    public Digest add(byte[] values) {
        add(values.length);
        for (byte value : values) {
            add(value);
        }
        return this;
    }

    /** The fingerprint of all that was taken in, 32 hexadecimal digits. */
    public String hex() {
        return String.format("%016x%016x", mixed(one), mixed(two));
    }

    private static long mixed(long value) {
        long z = (value ^ value >>> 30) * MIX_1;
        z = (z ^ z >>> 27) * MIX_2;
        return z ^ z >>> 31;
    }
}
