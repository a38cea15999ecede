/** Surface and cut-away of a model in colour, drawn in Java alone: a scene, a camera, a z-buffer, a window. */
package org.vertebrafe.imagej.view3d;
