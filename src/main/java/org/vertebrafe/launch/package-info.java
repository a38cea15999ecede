/**
 * What runs before it is known that Java is new enough: compiled for Java 8, it tells people with an older Java what to
 * do, where everything else could only fail to load. It knows no other room but by name.
 */
package org.vertebrafe.launch;
