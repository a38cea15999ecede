/** Reading and writing files: NIfTI images, VTK meshes, and the safe way to put any file in place. */
package org.vertebrafe.io;
