/** Density calibration as ImageJ shows it: rods and tissues as ROIs, tables, plots and pictures. */
package org.vertebrafe.imagej.calibrate;
