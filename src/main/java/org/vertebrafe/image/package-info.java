/** Voxel grids in patient coordinates, images and label maps on them, and the image processing the other rooms share. */
package org.vertebrafe.image;
