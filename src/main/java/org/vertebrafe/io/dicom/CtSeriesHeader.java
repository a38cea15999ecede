package org.vertebrafe.io.dicom;

import org.vertebrafe.base.InputException;

/**
 * What {@link CtSeriesWriter} says of a virtual scan; there is no patient to say anything of.
 *
 * @param study names the study: series of one study share it and their frame of reference
 * @param number of the series
 * @param kernel ConvolutionKernel
 * @param peakKilovoltage kV
 * @param exposure mAs
 * @param sliceThickness mm
 * @param tableHeight below the centre of rotation, mm
 * @param contrastAgent whether contrast agent was given
 */
public record CtSeriesHeader(
        String study,
        int number,
        String kernel,
        double peakKilovoltage,
        double exposure,
        double sliceThickness,
        double tableHeight,
        boolean contrastAgent) {

    /** @throws InputException if the kernel's name does not fit into its element */
    public CtSeriesHeader {
        if (!kernel.matches("[A-Za-z0-9_ .-]{1,16}")) {
            throw InputException.of(
                    "Kernel \"%s\": DICOM takes 1 to 16 letters, digits, blanks, dots, dashes and underscores.",
                    kernel);
        }
    }
}
