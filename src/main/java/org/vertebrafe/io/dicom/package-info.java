/**
 * CT series from DICOM files, in HU on a grid in LPS mm, with what their headers say about the scan. Only the tags named
 * in {@code DicomTag} are ever taken from a file: names, numbers and dates of birth of patients
 * are skipped unread. Decoding of compressed pixels is behind {@link org.vertebrafe.io.dicom.PixelDecoder}, because the
 * libraries that do it hand out {@code java.awt} images, which the core does not know; RLE is decoded here.
 *
 * <p>Standard: DICOM PS3.3 (CT Image IOD, image plane and pixel modules), PS3.5 (encodings), https://dicom.nema.org.
 */
package org.vertebrafe.io.dicom;
