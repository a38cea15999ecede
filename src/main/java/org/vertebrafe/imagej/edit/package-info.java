/**
 * Label maps inspected and corrected in ImageJ's windows. It draws, and turns mouse and keys into the operations of
 * {@link org.vertebrafe.segmentation.edit}; what an operation does is decided there.
 */
package org.vertebrafe.imagej.edit;
