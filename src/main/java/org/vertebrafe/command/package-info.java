/** The SciJava commands under Plugins &gt; VertebraFE: they check their inputs, call the core and hand over results. */
package org.vertebrafe.command;
