/** Stand-ins, see {@link org.bonej.utilities}. */
package org.bonej.plugins;
