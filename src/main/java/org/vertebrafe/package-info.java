/** VertebraFE: vertebral stiffness and strength from clinical CT by finite elements. */
package org.vertebrafe;
