/** Puts VertebraFE into a Fiji folder and takes it out again: the program behind {@code scripts/install-into-fiji}. */
package org.vertebrafe.cli.install;
