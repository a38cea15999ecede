/**
 * The work on one vertebra in stages, from the CT to the results, without a window: what is done, what is stale and why,
 * what has to be done again, how it is kept and said in a script. Windows stand on it.
 */
package org.vertebrafe.workbench;
