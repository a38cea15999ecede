/** Definitions of vertebral stiffness and strength, computed from a linear solution. */
package org.vertebrafe.strength;
