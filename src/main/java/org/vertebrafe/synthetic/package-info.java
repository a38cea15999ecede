/**
 * A digital lumbar vertebra with known truth: continuous geometry (signed distances, composed smoothly), material, and
 * the sampling of both onto a voxel grid, kept apart so that scenes and scanners can be built from them.
 */
package org.vertebrafe.synthetic;
