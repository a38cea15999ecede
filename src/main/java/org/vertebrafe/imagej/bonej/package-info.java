/**
 * BoneJ's measures on our masks. BoneJ is no library of ours: it is looked up by the names of its commands when it is
 * wanted, in either of its generations (SciJava commands with ImagePlus, ImgPlus or Dataset inputs, ImageJ 1 plugins).
 */
package org.vertebrafe.imagej.bonej;
