/**
 * Correction of a label map by hand, without any window: operations in voxels of the LPS order, bounded undo, figures that
 * follow every change, and a script that replays to the identical label map.
 */
package org.vertebrafe.segmentation.edit;
