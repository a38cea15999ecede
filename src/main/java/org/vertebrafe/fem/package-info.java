/** Linear elasticity by finite elements: elements, assembly, boundary conditions, solution and derived fields. */
package org.vertebrafe.fem;
