/**
 * A result on its images: maps, overlays, sections, readings under the cursor, profiles and distributions. {@link
 * org.vertebrafe.imagej.maps.MappedResult} is the way in.
 */
package org.vertebrafe.imagej.maps;
