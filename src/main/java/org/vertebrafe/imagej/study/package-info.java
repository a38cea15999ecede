/** The figures of a study, drawn with JFreeChart, which draws by AWT. */
package org.vertebrafe.imagej.study;
