/** Finite-element meshes as flat arrays, and the meshers that make them from label maps. */
package org.vertebrafe.mesh;
