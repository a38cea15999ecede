/** The window of the workbench: a panel for each stage, previews on the open CT, work in the background. */
package org.vertebrafe.imagej.workbench;
