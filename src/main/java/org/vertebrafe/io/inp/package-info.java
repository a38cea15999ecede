/** Finite-element models in the input files of Abaqus and CalculiX (.inp): reading and writing. */
package org.vertebrafe.io.inp;
