/** Trabecular volumetric bone mineral density (vBMD) of the vertebral body: regions, values, and what they may be called. */
package org.vertebrafe.density;
