/** Results of elements brought back to the voxels of the CT. */
package org.vertebrafe.field;
