/** From Hounsfield units to bone density: calibration lines and kinds of density. */
package org.vertebrafe.calibration;
