/**
 * Samples of the patient's own tissues in a CT of the trunk, for
 * {@link org.vertebrafe.calibration.PhantomlessCalibration}: found automatically
 * ({@link org.vertebrafe.calibration.tissues.TissueFinder}) or measured where a person drew them
 * ({@link org.vertebrafe.calibration.tissues.TissueMeasurement}).
 */
package org.vertebrafe.calibration.tissues;
