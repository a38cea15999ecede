/**
 * The rods of a calibration phantom in a CT: found ({@link org.vertebrafe.calibration.rods.RodFinder}), measured slice by
 * slice ({@link org.vertebrafe.calibration.rods.RodMeasurement}) and handed to
 * {@link org.vertebrafe.calibration.PhantomFit} as readings.
 */
package org.vertebrafe.calibration.rods;
