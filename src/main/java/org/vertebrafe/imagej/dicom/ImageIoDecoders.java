package org.vertebrafe.imagej.dicom;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.vertebrafe.io.dicom.PixelDecoder;

/**
 * The decoders there are: JPEG 2000 by JJ2000 (com.github.jai-imageio) and lossless JPEG by TwelveMonkeys. There is no
 * well-kept decoder of JPEG-LS in pure Java, so such files are refused by the reader.
 */
public final class ImageIoDecoders {

    /** Finds or makes the library's reader. */
    @FunctionalInterface
    private interface Readers {
        ImageReader create() throws IOException;
    }

    private static final PixelDecoder JPEG_2000 = new Decoder(
            Set.of("1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91"), new J2KImageReaderSpi()::createReaderInstance);

    private static final PixelDecoder JPEG_LOSSLESS =
            new Decoder(Set.of("1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70"), ImageIoDecoders::jpeg);

    private ImageIoDecoders() {}

    /** All decoders. */
    public static List<PixelDecoder> all() {
        return List.of(JPEG_2000, JPEG_LOSSLESS);
    }

    private static ImageReader jpeg() throws IOException {
        // The provider finds the JDK's own JPEG reader through the registry it is in.
        IIORegistry registry = IIORegistry.getDefaultInstance();
        JPEGImageReaderSpi provider = registry.getServiceProviderByClass(JPEGImageReaderSpi.class);
        if (provider == null) {
            provider = new JPEGImageReaderSpi();
            registry.registerServiceProvider(provider, ImageReaderSpi.class);
        }
        return provider.createReaderInstance();
    }

    private record Decoder(Set<String> syntaxes, Readers readers) implements PixelDecoder {

        @Override
        public boolean decodes(String transferSyntax) {
            return syntaxes.contains(transferSyntax);
        }

        @Override
        public short[] decode(String transferSyntax, byte[] codestream, int columns, int rows) throws IOException {
            requireEnd(codestream);
            ImageReader reader = readers.create();
            try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(codestream))) {
                reader.setInput(in, true, true);
                return words(
                        reader.canReadRaster()
                                ? reader.readRaster(0, null)
                                : reader.read(0).getRaster(),
                        columns,
                        rows);
            } catch (RuntimeException e) {
                // Both libraries answer damaged data with whatever index or state went wrong inside them.
                throw new IOException("the decoder failed", e);
            } finally {
                reader.dispose();
            }
        }

        /** Both decoders make something up for what is missing, so the marker at the end must be there. */
        private static void requireEnd(byte[] codestream) throws IOException {
            int end = codestream.length;
            while (end > 0 && codestream[end - 1] == 0) {
                end--;
            }
            if (end < 2 || codestream[end - 2] != (byte) 0xFF || codestream[end - 1] != (byte) 0xD9) {
                throw new IOException("the codestream has no end marker");
            }
        }

        private static short[] words(Raster raster, int columns, int rows) throws IOException {
            int type = raster.getDataBuffer().getDataType();
            boolean shorts =
                    type == DataBuffer.TYPE_USHORT || type == DataBuffer.TYPE_SHORT || type == DataBuffer.TYPE_BYTE;
            if (raster.getWidth() != columns || raster.getHeight() != rows || raster.getNumBands() != 1 || !shorts) {
                throw new IOException("not one component of the size promised");
            }
            int[] row = new int[columns];
            short[] words = new short[columns * rows];
            for (int y = 0; y < rows; y++) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, columns, 1, 0, row);
                for (int x = 0; x < columns; x++) {
                    words[y * columns + x] = (short) row[x];
                }
            }
            return words;
        }
    }
}
