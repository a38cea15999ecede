/** Stand-ins for the parts of Fiji's 3D Viewer that are called by name: the same names and inputs. */
package ij3d;
