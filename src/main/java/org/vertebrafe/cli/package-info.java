/** The command line: the same configuration, the same facade, without windows. */
package org.vertebrafe.cli;
