/**
 * Conforming tetrahedral meshes of solids given as label masks or closed surfaces: the smooth surface of a mask, lattice
 * stuffing with bounded dihedral angles, improvement, quadratic elements, and reports on topology and quality.
 */
package org.vertebrafe.mesh.tet;
