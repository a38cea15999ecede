/**
 * Decoders of compressed DICOM pixels on libraries made for {@code javax.imageio}. They stand here and not beside the
 * DICOM reader in {@code io.dicom} because ImageIO hands out {@code java.awt.image} rasters, and the core knows no AWT;
 * the reader knows only {@link org.vertebrafe.io.dicom.PixelDecoder}.
 */
package org.vertebrafe.imagej.dicom;
