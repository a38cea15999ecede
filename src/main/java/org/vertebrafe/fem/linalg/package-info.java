/** Sparse symmetric systems of 3 x 3 blocks and their iterative solution; knows vectors and matrices, no meshes. */
package org.vertebrafe.fem.linalg;
