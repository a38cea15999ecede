/**
 * Two reconstructions of one patient compared: how far stiffness, strength and density differ, and what part of it comes
 * from the calibration line, from noise and from the kernel's edge enhancement.
 */
package org.vertebrafe.study.kernels;
