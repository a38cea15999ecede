/** Trabecular volumetric bone mineral density (vBMD) of the vertebral body. */
package org.vertebrafe.density;
