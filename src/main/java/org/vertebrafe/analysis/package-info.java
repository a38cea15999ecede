/** The facade: one configuration, one call from images to the stiffness and strength of a vertebra, one result. */
package org.vertebrafe.analysis;
