package org.vertebrafe.imagej;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.vertebrafe.io.SafeFiles;

/** Pictures as PNG, the whole file or none. */
public final class PngFiles {

    private PngFiles() {}

    /**
     * Writes a picture.
     *
     * @throws IOException if the disk is full or failing
     */
    public static void write(BufferedImage picture, Path file) throws IOException {
        SafeFiles.write(file, out -> {
            // Java's own stream would keep a file in another folder, and close it much later when the disk is full.
            try (ImageOutputStream png = new MemoryCacheImageOutputStream(out)) {
                if (!ImageIO.write(picture, "png", png)) {
                    throw new IOException("This Java cannot write PNG files");
                }
            }
        });
    }
}
