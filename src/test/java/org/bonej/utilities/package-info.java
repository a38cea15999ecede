/** Stand-ins for the parts of BoneJ that are called by name: the same names and inputs, results that tests know. */
package org.bonej.utilities;
