/** The report of a vertebra with its pictures. */
package org.vertebrafe.imagej.report;
