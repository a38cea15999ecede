/** Stand-ins for the vectors that Fiji's 3D Viewer takes. */
package org.scijava.vecmath;
