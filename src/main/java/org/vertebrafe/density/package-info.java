/** Volumetric bone mineral density: what it may be called, and when. */
package org.vertebrafe.density;
