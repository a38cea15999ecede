/**
 * The only room that knows ImageJ's own classes: images in and out, colours, overlays and figures. ImageJ keeps the size
 * of a voxel but not how the patient lay; everything here takes an ImagePlus as axial slices seen from the feet, running
 * towards the head, which is the LPS order of {@link org.vertebrafe.image.VoxelGrid}.
 */
package org.vertebrafe.imagej;
