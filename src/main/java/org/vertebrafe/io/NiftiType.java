package org.vertebrafe.io;

import java.nio.ByteBuffer;
import org.vertebrafe.base.InputException;

/** The scalar voxel types of NIfTI. Each turns a run of encoded voxels into numbers. */
enum NiftiType {
    UINT8(2, 1) {
        @Override
        void decode(ByteBuffer from, int count, double[] to) {
            for (int n = 0; n < count; n++) {
                to[n] = from.get(n) & 0xFF;
            }
        }
    },
    INT8(256, 1) {
        @Override
        void decode(ByteBuffer from, int count, double[] to) {
            for (int n = 0; n < count; n++) {
                to[n] = from.get(n);
            }
        }
    },
    INT16(4, 2) {
        @Override
        void decode(ByteBuffer from, int count, double[] to) {
            for (int n = 0; n < count; n++) {
                to[n] = from.getShort(2 * n);
            }
        }
    },
    UINT16(512, 2) {
        @Override
        void decode(ByteBuffer from, int count, double[] to) {
            for (int n = 0; n < count; n++) {
                to[n] = from.getShort(2 * n) & 0xFFFF;
            }
        }
    },
    INT32(8, 4) {
        @Override
        void decode(ByteBuffer from, int count, double[] to) {
            for (int n = 0; n < count; n++) {
                to[n] = from.getInt(4 * n);
            }
        }
    },
    UINT32(768, 4) {
        @Override
        void decode(ByteBuffer from, int count, double[] to) {
            for (int n = 0; n < count; n++) {
                to[n] = from.getInt(4 * n) & 0xFFFFFFFFL;
            }
        }
    },
    INT64(1024, 8) {
        @Override
        void decode(ByteBuffer from, int count, double[] to) {
            for (int n = 0; n < count; n++) {
                to[n] = from.getLong(8 * n);
            }
        }
    },
    UINT64(1280, 8) {
        @Override
        void decode(ByteBuffer from, int count, double[] to) {
            for (int n = 0; n < count; n++) {
                long bits = from.getLong(8 * n);
                // Halved to fit a signed long; the lowest bit is kept so that rounding stays right.
                to[n] = bits >= 0 ? bits : 2.0 * (bits >>> 1 | bits & 1);
            }
        }
    },
    FLOAT32(16, 4) {
        @Override
        void decode(ByteBuffer from, int count, double[] to) {
            for (int n = 0; n < count; n++) {
                to[n] = from.getFloat(4 * n);
            }
        }
    },
    FLOAT64(64, 8) {
        @Override
        void decode(ByteBuffer from, int count, double[] to) {
            for (int n = 0; n < count; n++) {
                to[n] = from.getDouble(8 * n);
            }
        }
    };

    private final int code;
    private final int bytes;

    NiftiType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** The type's number in the header. */
    int code() {
        return code;
    }

    /** Bytes of one voxel. */
    int bytes() {
        return bytes;
    }

    /**
     * Decodes voxels, exactly except for 64-bit integers beyond 2^53.
     *
     * @param from encoded voxels from position 0, in the file's byte order
     * @param count number of voxels
     * @param to receives the numbers
     */
    abstract void decode(ByteBuffer from, int count, double[] to);

    /**
     * The type with this number in the header.
     *
     * @param file name of the file, for the message
     * @throws InputException if voxels of this type are not one real number each, or wider than 64 bits
     */
    static NiftiType of(int code, String file) {
        for (NiftiType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw switch (code) {
            case 32, 1792, 2048 -> InputException.of(
                    "%s: the voxels are complex numbers (%s, NIfTI type %d), CT has real ones: save the real part or the"
                            + " magnitude as int16 or float32.",
                    file, code == 32 ? "complex64" : code == 1792 ? "complex128" : "complex256", code);
            case 128, 2304 -> InputException.of(
                    "%s: the voxels are colours (%s, NIfTI type %d) and no longer hold HU or labels: export the original"
                            + " image as int16 or float32.",
                    file, code == 128 ? "RGB24" : "RGBA32", code);
            case 1536 -> InputException.of(
                    "%s: the voxels are 128-bit floating point (float128, NIfTI type %d): save them as float32.",
                    file, code);
            case 1 -> InputException.of(
                    "%s: the voxels are single bits (binary, NIfTI type %d): save them as uint8.", file, code);
            default -> InputException.of(
                    "%s: unknown voxel type %d in the NIfTI header; the file may be damaged. Save it again as int16 or"
                            + " float32.",
                    file, code);
        };
    }
}
