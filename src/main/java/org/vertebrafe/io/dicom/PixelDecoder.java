package org.vertebrafe.io.dicom;

import java.io.IOException;

/** Unpacks compressed pixels. Implementations may be called from several threads at once. */
public interface PixelDecoder {

    /**
     * Whether files of this encoding can be decoded.
     *
     * @param transferSyntax UID of the DICOM transfer syntax, for instance 1.2.840.10008.1.2.4.90
     */
    boolean decodes(String transferSyntax);

    /**
     * Decodes one image of one component.
     *
     * @param transferSyntax UID of the encoding, one of those decoded
     * @param codestream the compressed image as it stands in the file
     * @param columns width the header promises
     * @param rows height the header promises
     * @return {@code columns * rows} samples, row by row; of each, the lowest 16 bits are the word the image was made
     *     from, two's complement where that was signed
     * @throws IOException if the data are damaged or not of this size; the message must not quote them
     */
    short[] decode(String transferSyntax, byte[] codestream, int columns, int rows) throws IOException;
}
