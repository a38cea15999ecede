/** Density-modulus laws with their sources, conversions between kinds of density, and the stiffness of each element. */
package org.vertebrafe.material;
