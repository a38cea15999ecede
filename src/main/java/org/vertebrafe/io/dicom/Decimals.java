package org.vertebrafe.io.dicom;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as a person writes them. */
final class Decimals {

    private static final MathContext SIX_DIGITS = new MathContext(6);

    private Decimals() {}

    /** Up to six significant digits, without trailing zeros or exponent. */
    static String text(double value) {
        return new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros().toPlainString();
    }
}
