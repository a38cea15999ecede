/**
 * From Hounsfield units to bone density, in every way there is: the rods of a phantom in view
 * ({@link org.vertebrafe.calibration.PhantomFit}), a published equation by kernel
 * ({@link org.vertebrafe.calibration.KernelEquations}), a phantom scanned at another time
 * ({@link org.vertebrafe.calibration.AsynchronousCalibration}) and the patient's own tissues
 * ({@link org.vertebrafe.calibration.PhantomlessCalibration}). All give a
 * {@link org.vertebrafe.calibration.DensityCalibration}, which says what kind of density it makes, where it comes from and
 * how certain it is.
 */
package org.vertebrafe.calibration;
