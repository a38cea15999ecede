package org.vertebrafe.io.dicom;

import java.nio.ByteOrder;
import java.util.Optional;
import java.util.stream.Stream;

/** How a DICOM file is encoded (PS3.5 annex A, PS3.6 annex A). */
enum TransferSyntax {
    IMPLICIT_LITTLE("1.2.840.10008.1.2", "Implicit VR Little Endian", Kind.NATIVE),
    EXPLICIT_LITTLE("1.2.840.10008.1.2.1", "Explicit VR Little Endian", Kind.NATIVE),
    DEFLATED("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", Kind.NATIVE),
    EXPLICIT_BIG("1.2.840.10008.1.2.2", "Explicit VR Big Endian", Kind.NATIVE),
    RLE("1.2.840.10008.1.2.5", "RLE Lossless", Kind.LOSSLESS),
    JPEG_BASELINE("1.2.840.10008.1.2.4.50", "JPEG Baseline (8 bit, lossy)", Kind.LOSSY),
    JPEG_EXTENDED("1.2.840.10008.1.2.4.51", "JPEG Extended (12 bit, lossy)", Kind.LOSSY),
    JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", "JPEG Lossless", Kind.LOSSLESS),
    JPEG_LOSSLESS_SV1("1.2.840.10008.1.2.4.70", "JPEG Lossless, first-order prediction", Kind.LOSSLESS),
    JPEG_LS("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless", Kind.LOSSLESS),
    JPEG_LS_NEAR("1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless", Kind.LOSSY),
    JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", "JPEG 2000 Lossless", Kind.LOSSLESS),
    JPEG_2000("1.2.840.10008.1.2.4.91", "JPEG 2000", Kind.LOSSY),
    HTJ2K_LOSSLESS("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Lossless", Kind.LOSSLESS);

    private enum Kind {
        NATIVE,
        LOSSLESS,
        LOSSY
    }

    private final String uid;
    private final String words;
    private final Kind kind;

    TransferSyntax(String uid, String words, Kind kind) {
        this.uid = uid;
        this.words = words;
        this.kind = kind;
    }

    static Optional<TransferSyntax> of(String uid) {
        return Stream.of(values()).filter(syntax -> syntax.uid.equals(uid)).findFirst();
    }

    String uid() {
        return uid;
    }

    /** The standard's name. */
    String words() {
        return words;
    }

    boolean compressed() {
        return kind != Kind.NATIVE;
    }

    boolean explicit() {
        return this != IMPLICIT_LITTLE;
    }

    ByteOrder order() {
        return this == EXPLICIT_BIG ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }
}
