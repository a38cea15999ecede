package org.vertebrafe.io.dicom;

/** The pixels of a stack that another program made of a CT series. */
public interface StackPixels {

    /**
     * How numbers became values.
     *
     * @param slope value a step of the number
     * @param intercept value of the number 0
     */
    record Line(double slope, double intercept) {}

    /** What the numbers in the stack are. */
    enum Numbers {
        /** 16-bit numbers; those of signed files were shifted up by 32768. */
        SIXTEEN_BIT,
        /** Floating point: the values themselves. */
        FLOAT,
        /** Anything else. */
        OTHER
    }

    Numbers numbers();

    /** The one line that gives values of 16-bit numbers in all slices; unused for others. */
    Line line();

    /**
     * The values of a slice.
     *
     * @param slice of the stack, counted from 0
     * @return row by row
     */
    float[] values(int slice);
}
