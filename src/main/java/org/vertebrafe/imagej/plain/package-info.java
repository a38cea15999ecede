/**
 * VertebraFE in plain ImageJ, without Fiji: the same SciJava commands in its menu, with dialogs, macros, recorder, progress
 * and Escape. Nothing here is annotated for discovery, so in Fiji, which does all this itself, none of it runs but the
 * help page of a dialog.
 */
package org.vertebrafe.imagej.plain;
