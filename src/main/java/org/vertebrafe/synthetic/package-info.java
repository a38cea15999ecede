/**
 * A digital lumbar vertebra with known truth: continuous geometry (signed distances, composed smoothly), material, and
 * the sampling of both onto a voxel grid. {@link org.vertebrafe.synthetic.SyntheticScene} sets it into a trunk with a
 * calibration phantom, and {@link org.vertebrafe.synthetic.VirtualScanner} takes its CT: slice profile, kernels, noise.
 */
package org.vertebrafe.synthetic;
